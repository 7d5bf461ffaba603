package dev.callsheet.identity.login.secondfactor;

/** Whether logins ask for a code, and how many recovery codes are left. */
record SecondFactorResponse(boolean enabled, long recoveryCodesLeft) {}
