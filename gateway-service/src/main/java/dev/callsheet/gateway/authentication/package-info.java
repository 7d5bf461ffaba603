/**
 * Who the caller is: reads the credential, asks the identity service, and remembers the answer for as long as it can be
 * trusted. What a caller may do is decided by the services.
 */
@NullMarked
package dev.callsheet.gateway.authentication;

import org.jspecify.annotations.NullMarked;
