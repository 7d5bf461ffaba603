/** What the gateway and the services refuse, as a client sees it. */
@NullMarked
package dev.callsheet.system.edge;

import org.jspecify.annotations.NullMarked;
