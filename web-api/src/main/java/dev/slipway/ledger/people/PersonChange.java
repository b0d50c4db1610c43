package dev.slipway.ledger.people;

import dev.slipway.ledger.Uuid7;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A change of an account through the ledger. */
@Entity
@Immutable
class PersonChange {
    /** The account was created. */
    static final String INVITED = "invited";

    /** Their roles became these. */
    static final String ROLES = "roles";

    /** They can sign in again. */
    static final String ENABLED = "enabled";

    /** They cannot sign in any more. */
    static final String DISABLED = "disabled";

    @Id
    private UUID id;

    private UUID personId;
    private String person;
    private String operation;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] roles;

    private String changedBy;
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected PersonChange() {}

    PersonChange(Person person, String operation, String changedBy, Instant changedAt) {
        this(Uuid7.at(changedAt), person, operation, changedBy, changedAt);
    }

    PersonChange(UUID id, Person person, String operation, String changedBy, Instant changedAt) {
        this.id = id;
        this.personId = person.id();
        this.person = person.name();
        this.operation = operation;
        this.roles = person.roles().stream().map(Role::toString).toArray(String[]::new);
        this.changedBy = changedBy;
        this.changedAt = changedAt;
    }

    UUID personId() {
        return personId;
    }

    String operation() {
        return operation;
    }

    List<Role> roles() {
        return Stream.of(roles).flatMap(role -> Role.of(role).stream()).toList();
    }

    String changedBy() {
        return changedBy;
    }

    Instant changedAt() {
        return changedAt;
    }
}
