package dev.slipway.ledger.people;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.Lowercase;
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

    /** The role of this name; empty for the realm's other roles. */
    static Optional<Role> of(String name) {
        return Stream.of(values()).filter(role -> role.toString().equals(name)).findFirst();
    }

    /** The name that the realm and clients use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }
}
