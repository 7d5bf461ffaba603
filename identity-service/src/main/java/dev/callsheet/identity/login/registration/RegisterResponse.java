package dev.callsheet.identity.login.registration;

/** The same for every address, whether or not it is known. */
record RegisterResponse(String email, boolean confirmationSent) {}
