/** The whole fleet as a test sees it: the public API, a receiver of webhooks, and processes that can be killed. */
@NullMarked
package dev.callsheet.system.fleet;

import org.jspecify.annotations.NullMarked;
