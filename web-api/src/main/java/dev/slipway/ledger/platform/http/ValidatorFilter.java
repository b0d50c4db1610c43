package dev.slipway.ledger.platform.http;

import jakarta.inject.Inject;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Validates all requests with one validator. RESTEasy looks for one in the request, and otherwise makes one for its
 * language, which takes a twentieth of a short request; all messages are in English.
 */
@Provider
public class ValidatorFilter implements ContainerRequestFilter {
    private @Nullable Validator validator;

    /** One that it makes itself: one that is injected is looked up at each call. */
    @Inject
    void make(ValidatorFactory factory) {
        validator = factory.getValidator();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(Validator.class.getName(), validator);
    }
}
