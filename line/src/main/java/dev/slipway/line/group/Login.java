package dev.slipway.line.group;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client of the group's own in Keycloak.
 *
 * @param roles the roles that people have in the application; null is none
 */
public record Login(List<String> roles) {
    public Login(@Nullable List<String> roles) {
        this.roles = List.copyOf(Objects.requireNonNullElse(roles, List.of()));
    }
}
