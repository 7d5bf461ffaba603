/**
 * What an organization pays for, which is the operator's to change.
 * What a plan allows is with the keys that it caps.
 */
@NullMarked
package dev.callsheet.identity.internal.plan;

import org.jspecify.annotations.NullMarked;
