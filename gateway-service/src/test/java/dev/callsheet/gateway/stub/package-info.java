/**
 * What stands behind the gateway in its own tests: a service that breaks in every way a service can, and an identity
 * service that can be told what to say. The real ones behave too well, and come to no harm on demand; how the gateway
 * works with those is for the system tests.
 */
@NullMarked
package dev.callsheet.gateway.stub;

import org.jspecify.annotations.NullMarked;
