/**
 * Where a URL that a tenant chose may lead: the rules for its form and the vetting of every address behind it.
 * What is sent there is the business of whoever connects.
 */
@NullMarked
package dev.callsheet.platform.web.egress;

import org.jspecify.annotations.NullMarked;
