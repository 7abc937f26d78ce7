/**
 * What ELF files say about themselves, and which libraries the dynamic loader takes for them. Comes in: a program's path
 * below a root directory, and the environment that the loader would run in. Goes out: the closure of its libraries, each
 * with the links of its way and how it was found. Nothing is executed, no byte of a file is trusted. Follows elf(5),
 * ld.so(8) and the System V gABI, chapter 5.
 */
@NullMarked
package io.jaildeps.elf;

import org.jspecify.annotations.NullMarked;
