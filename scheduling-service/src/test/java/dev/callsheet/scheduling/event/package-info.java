/** What leaves the service as events, and what happens when something fails on the way. */
@NullMarked
package dev.callsheet.scheduling.event;

import org.jspecify.annotations.NullMarked;
