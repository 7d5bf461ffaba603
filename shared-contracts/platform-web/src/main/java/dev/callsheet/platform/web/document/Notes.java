package dev.callsheet.platform.web.document;

import dev.callsheet.platform.web.envelope.Warning;
import java.util.List;

/** What {@link dev.callsheet.platform.web.envelope.Meta} holds for an answer that is no list. */
record Notes(List<Warning> warnings) {}
