/**
 * API keys as their organization manages them: made once, shown once, revoked for good.
 * Turning a presented key into a principal is the principal package's part.
 */
@NullMarked
package dev.callsheet.identity.apikey;

import org.jspecify.annotations.NullMarked;
