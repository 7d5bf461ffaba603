/**
 * What the integration tests share: a receiver on a real socket, and the topics that other services publish to.
 */
@NullMarked
package dev.callsheet.webhook;

import org.jspecify.annotations.NullMarked;
