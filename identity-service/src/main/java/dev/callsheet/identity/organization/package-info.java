/**
 * Organizations and the sandbox that each comes with.
 * Their users and roles live in the packages of those names.
 */
@NullMarked
package dev.callsheet.identity.organization;

import org.jspecify.annotations.NullMarked;
