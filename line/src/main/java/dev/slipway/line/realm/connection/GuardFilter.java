package dev.slipway.line.realm.connection;

import dev.slipway.line.port.PortGuard;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.io.IOException;

/** Sends no request, nor the secret or token in it, to another program at Keycloak's port. */
record GuardFilter(PortGuard guard) implements ClientRequestFilter {
    @Override
    public void filter(ClientRequestContext request) throws IOException {
        guard.check();
    }
}
