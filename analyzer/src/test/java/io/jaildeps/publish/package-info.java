@NullMarked
package io.jaildeps.publish;

import org.jspecify.annotations.NullMarked;
