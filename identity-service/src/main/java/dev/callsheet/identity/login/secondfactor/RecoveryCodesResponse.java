package dev.callsheet.identity.login.secondfactor;

import java.util.List;

/** The recovery codes, each good for one login; they are in this answer and nowhere else. */
record RecoveryCodesResponse(List<String> recoveryCodes) {}
