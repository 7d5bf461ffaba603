/** Tests of the package of the same name. They need nothing but the JVM unless they end in {@code IT}. */
@NullMarked
package dev.callsheet.gateway.connection;

import org.jspecify.annotations.NullMarked;
