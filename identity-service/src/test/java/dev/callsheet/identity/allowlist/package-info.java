@NullMarked
package dev.callsheet.identity.allowlist;

import org.jspecify.annotations.NullMarked;
