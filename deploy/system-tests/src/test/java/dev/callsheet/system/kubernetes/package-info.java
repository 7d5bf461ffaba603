/**
 * Checks the manifests of {@code k8s/} against the services that the launcher knows.
 * No cluster is needed; what a cluster would do with them is not checked.
 */
@NullMarked
package dev.callsheet.system.kubernetes;

import org.jspecify.annotations.NullMarked;
