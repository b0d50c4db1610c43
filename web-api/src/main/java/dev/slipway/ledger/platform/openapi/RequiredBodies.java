package dev.slipway.ledger.platform.openapi;

import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;

/**
 * Says again that a body is required, which every body of the API is: SmallRye OpenAPI 4.2 loses it when it reads the description
 * that the build made.
 */
public class RequiredBodies implements OASFilter {
    @Override
    public RequestBody filterRequestBody(RequestBody body) {
        return body.required(true);
    }
}
