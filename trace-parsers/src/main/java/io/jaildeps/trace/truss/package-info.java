/**
 * The output of the tracers called truss and of tusc, as events: FreeBSD's truss, that of Solaris, illumos and AIX, and
 * HP-UX's tusc. Comes in: the bytes of a trace, from {@code -o} or caught from standard error together with what the
 * program wrote there. Goes out: {@link io.jaildeps.trace.TraceEvent}. Entry classes: {@link
 * io.jaildeps.trace.truss.FreebsdTrussParser}, {@link io.jaildeps.trace.truss.SolarisTrussParser}, {@link
 * io.jaildeps.trace.truss.AixTrussParser}, {@link io.jaildeps.trace.truss.TuscParser}.
 *
 * <p>Two families. FreeBSD's prints paths without any escapes, so that only the number and kind of a call's arguments
 * tell where a path ends ({@code FreebsdCalls}, {@code Shape}). The others descend from System V's truss, print a blank
 * behind each comma, and say more about a call on the lines that follow it ({@code SvrLines}, {@code Growing}). In
 * both, a line that ends inside of a string waits in {@code Unclosed} for its other half.
 */
@NullMarked
package io.jaildeps.trace.truss;

import org.jspecify.annotations.NullMarked;
