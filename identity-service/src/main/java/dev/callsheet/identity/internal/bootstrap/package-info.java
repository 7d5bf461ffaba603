/**
 * The first organization of an installation and its admin, made by the launcher or a Kubernetes job.
 * Registration by users founds further ones later.
 */
@NullMarked
package dev.callsheet.identity.internal.bootstrap;

import org.jspecify.annotations.NullMarked;
