@NullMarked
package io.jaildeps.reports;

import org.jspecify.annotations.NullMarked;
