package dev.slipway.ledger.people;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.Lowercase;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The roles in the ledger and in the console. */
@Schema
public enum Role {
    /** Sees everything. */
    VIEWER,
    /** Puts releases into environments. */
    DEPLOYER,
    /** Lets a release into an environment, or refuses it. */
    APPROVER,
    /** Configures the line. */
    ADMIN;

    /** How the names of services' roles end, each of which brings {@link #VIEWER} along. */
    private static final String OF_SERVICE = ".deployer";

    /** The role of this name; empty for the realm's other roles. */
    static Optional<Role> of(String name) {
        return Stream.of(values()).filter(role -> role.toString().equals(name)).findFirst();
    }

    /**
     * What somebody has by groups, or was granted in Keycloak, beside their direct roles of the ledger: the roles here, and after them
     * those of services, {@code shop.deployer}; without whatever another of their roles brings along.
     *
     * @param direct the roles here that were granted directly
     * @param effective the names of all realm roles that they have
     */
    static List<String> elsewhere(Collection<Role> direct, Collection<String> effective) {
        List<String> services = effective.stream()
                .filter(name -> name.endsWith(OF_SERVICE))
                .sorted()
                .toList();
        List<Role> ours = Stream.of(values())
                .filter(role -> effective.contains(role.toString()))
                .toList();
        Stream<String> others = ours.stream()
                .filter(role -> !direct.contains(role) && ours.stream().noneMatch(other -> other.implies(role)))
                .filter(role -> role != VIEWER || services.isEmpty())
                .map(Role::toString);
        return Stream.concat(others, services.stream()).toList();
    }

    /** Whether it brings another role along, in the realm. */
    private boolean implies(Role other) {
        return switch (this) {
            case VIEWER -> false;
            case DEPLOYER, APPROVER -> other == VIEWER;
            case ADMIN -> other != ADMIN;
        };
    }

    /** The name that the realm and clients use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }
}
