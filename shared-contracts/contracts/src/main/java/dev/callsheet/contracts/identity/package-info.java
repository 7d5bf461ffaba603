/**
 * Who calls: the principal that the gateway forwards, and the events of users, keys and organizations.
 * How a credential becomes a principal is the identity service's own affair.
 */
@NullMarked
package dev.callsheet.contracts.identity;

import org.jspecify.annotations.NullMarked;
