package dev.callsheet.platform.data.session;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

@Interceptor
@OrganizationSession
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class OrganizationSessionInterceptor {

    private final Sessions sessions;

    @Inject
    OrganizationSessionInterceptor(Sessions sessions) {
        this.sessions = sessions;
    }

    @AroundInvoke
    Object open(InvocationContext invocation) {
        return sessions.<Object>read(() -> Invocations.proceed(invocation));
    }
}
