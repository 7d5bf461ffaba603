/**
 * The query language of every list: filters, sort, search, field selection and both page styles.
 * It knows fields and operators; which of them a resource offers is declared by the service.
 */
@NullMarked
package dev.callsheet.platform.web.list;

import org.jspecify.annotations.NullMarked;
