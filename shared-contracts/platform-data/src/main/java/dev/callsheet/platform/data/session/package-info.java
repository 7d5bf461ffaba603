/**
 * Sessions and transactions of one organization: the only way for a request to the database.
 * Which rows an organization has is enforced by Postgres; here it is told whose turn it is.
 */
@NullMarked
package dev.callsheet.platform.data.session;

import org.jspecify.annotations.NullMarked;
