package dev.slipway.line.group;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sign-in by a Keycloak client of the group.
 *
 * @param roles the application's roles; null for none
 */
public record Login(List<String> roles) {
    public Login(@Nullable List<String> roles) {
        this.roles = List.copyOf(Objects.requireNonNullElse(roles, List.of()));
    }
}
