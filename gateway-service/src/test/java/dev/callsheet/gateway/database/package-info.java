/** Tests of the gateway's schema. */
@NullMarked
package dev.callsheet.gateway.database;

import org.jspecify.annotations.NullMarked;
