/**
 * Outside issuers of tokens that an organization trusts, such as Auth0 or Keycloak: which they are, their keys, and who
 * somebody is that they vouch for. The tokens of our own sessions belong to the login package.
 */
@NullMarked
package dev.callsheet.identity.issuer;

import org.jspecify.annotations.NullMarked;
