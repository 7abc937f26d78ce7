package io.jaildeps.trace.ktrace;

/**
 * Who a record belongs to.
 *
 * @param line the record's number or line, from 1
 * @param pid the process
 * @param thread the kernel's number of the thread, 0 if the record does not say
 */
record Caller(long line, int pid, long thread) {}
