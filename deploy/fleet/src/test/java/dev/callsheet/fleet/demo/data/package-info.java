/** The demo company as it is sent to the API. */
@NullMarked
package dev.callsheet.fleet.demo.data;

import org.jspecify.annotations.NullMarked;
