@NullMarked
package io.jaildeps.cli;

import org.jspecify.annotations.NullMarked;
