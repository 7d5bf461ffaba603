/**
 * What every tenant's entity and repository has: identity, version, times, soft deletion, lists.
 * The rules of an entity are its own service's.
 */
@NullMarked
package dev.callsheet.platform.data.entity;

import org.jspecify.annotations.NullMarked;
