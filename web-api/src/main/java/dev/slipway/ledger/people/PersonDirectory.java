package dev.slipway.ledger.people;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.people.keycloak.KeycloakErrors;
import dev.slipway.ledger.people.keycloak.Realm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RoleScopeResource;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The people in Keycloak with their roles, without machines' accounts. */
@ApplicationScoped
class PersonDirectory {
    private static final String CHOOSE_A_PASSWORD = "UPDATE_PASSWORD";
    /** The credentials that the realm's flow for admins accepts in addition to a password, or instead of it. */
    private static final Set<String> SECOND_FACTORS = Set.of("otp", "webauthn-passwordless");

    private static final Pattern SPACES = Pattern.compile("[\\s\"*]+");

    @Inject
    Realm realm;

    Optional<Person> find(UUID id) {
        return realm.call(users -> {
            try {
                UserRepresentation user = users.get(id.toString()).toRepresentation();
                return MachineAccount.is(user.getUsername()) ? Optional.empty() : Optional.of(withRoles(users, user));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** Empty for a machine's account as well. */
    Optional<Person> find(String name) {
        if (MachineAccount.is(name)) {
            return Optional.empty();
        }
        return realm.call(users -> users.search(name, true).stream()
                .flatMap(user -> ifThere(users, user, PersonDirectory::withRoles).stream())
                .findFirst());
    }

    /**
     * Some people, by name.
     *
     * @param search what the name, first name, last name or address contains, in one or more words; all if null
     * @param first how many to pass over
     * @param limit at most so many
     */
    List<Person> byName(@Nullable String search, int first, int limit) {
        String pattern = search == null
                ? null
                : SPACES.splitAsStream(search)
                        .filter(word -> !word.isEmpty())
                        .map(word -> "*" + word + "*")
                        .collect(Collectors.joining(" "));
        return byName(pattern, first, limit, PersonDirectory::withRoles);
    }

    /**
     * Some of all people, by name, with their direct roles only: half the requests to Keycloak, for whoever looks through many.
     * {@code rolesElsewhere} is empty.
     *
     * @param first how many to pass over
     * @param limit at most so many
     */
    List<Person> withDirectRoles(int first, int limit) {
        return byName(null, first, limit, (users, user) -> {
            List<Role> roles = direct(users.get(user.getId()).roles().realmLevel());
            return person(user, roles, List.of());
        });
    }

    private List<Person> byName(@Nullable String pattern, int first, int limit, Reading reading) {
        return realm.call(users -> {
            List<UserRepresentation> found = users.search(pattern, first, limit, false);
            List<Person> people = ifThere(users, found, reading);
            // Others have moved up in place of people who were deleted during the query; a page without them would look
            // like the last.
            return people.size() < found.size()
                    ? ifThere(users, users.search(pattern, first, limit, false), reading)
                    : people;
        });
    }

    /** Creates an account with a one-time password, and returns its id. */
    UUID create(InvitePersonRequest request, String password) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        credential.setTemporary(true);
        UserRepresentation user = new UserRepresentation();
        user.setUsername(request.name());
        user.setEmail(request.email());
        user.setFirstName(request.givenName());
        user.setLastName(request.familyName());
        user.setEnabled(true);
        user.setRequiredActions(List.of(CHOOSE_A_PASSWORD));
        user.setCredentials(List.of(credential));
        return realm.call(users -> {
            try (Response response = users.create(user)) {
                KeycloakErrors.of(response).ifPresent(refused -> {
                    throw refused;
                });
                return UUID.fromString(CreatedResponseUtil.getCreatedId(response));
            }
        });
    }

    void remove(UUID id) {
        realm.call(users -> {
            users.delete(id.toString()).close();
            return true;
        });
    }

    boolean hasSecondFactor(UUID id) {
        return realm.call(users -> users.get(id.toString()).credentials().stream()
                .anyMatch(credential -> SECOND_FACTORS.contains(credential.getType())));
    }

    /** Ends all of their sessions. */
    void signOut(UUID id) {
        realm.call(users -> {
            users.get(id.toString()).logout();
            return true;
        });
    }

    void setEnabled(UUID id, boolean isEnabled) {
        realm.call(users -> {
            UserRepresentation user = users.get(id.toString()).toRepresentation();
            user.setEnabled(isEnabled);
            users.get(id.toString()).update(user);
            return true;
        });
    }

    /** Grants missing roles, then revokes excess ones. */
    void setRoles(UUID id, Set<Role> roles) {
        realm.call(users -> {
            RoleScopeResource mapping = users.get(id.toString()).roles().realmLevel();
            Map<Role, RoleRepresentation> direct = ours(mapping.listAll());
            List<RoleRepresentation> granted = those(ours(mapping.listAvailable()), roles::contains);
            if (!granted.isEmpty()) {
                mapping.add(granted);
            }
            List<RoleRepresentation> taken = those(direct, role -> !roles.contains(role));
            if (!taken.isEmpty()) {
                mapping.remove(taken);
            }
            return true;
        });
    }

    private static List<RoleRepresentation> those(Map<Role, RoleRepresentation> roles, Predicate<Role> filter) {
        return roles.entrySet().stream()
                .filter(role -> filter.test(role.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Map<Role, RoleRepresentation> ours(Collection<RoleRepresentation> roles) {
        return roles.stream()
                .filter(role -> Role.of(role.getName()).isPresent())
                .collect(Collectors.toMap(role -> Role.of(role.getName()).orElseThrow(), role -> role));
    }

    /** With their roles, those who have not been deleted since they were found. */
    private List<Person> ifThere(UsersResource users, List<UserRepresentation> found, Reading reading) {
        return realm.inParallel(found, user -> ifThere(users, user, reading)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Person> ifThere(UsersResource users, UserRepresentation user, Reading reading) {
        try {
            return Optional.of(reading.person(users, user));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static Person withRoles(UsersResource users, UserRepresentation user) {
        RoleScopeResource mapping = users.get(user.getId()).roles().realmLevel();
        List<Role> roles = direct(mapping);
        Set<String> effective = mapping.listEffective().stream()
                .map(RoleRepresentation::getName)
                .collect(Collectors.toUnmodifiableSet());
        return person(user, roles, Role.elsewhere(roles, effective));
    }

    private static List<Role> direct(RoleScopeResource mapping) {
        return mapping.listAll().stream()
                .flatMap(role -> Role.of(role.getName()).stream())
                .sorted()
                .toList();
    }

    private static Person person(UserRepresentation user, List<Role> roles, List<String> rolesElsewhere) {
        List<String> actions = requireNonNullElse(user.getRequiredActions(), List.of());
        return new Person(
                UUID.fromString(user.getId()),
                user.getUsername(),
                user.getFirstName(),
                user.getLastName(),
                user.getEmail(),
                roles,
                rolesElsewhere,
                Boolean.TRUE.equals(user.isEnabled()),
                actions.contains(CHOOSE_A_PASSWORD));
    }

    /** Reads the roles of an account that was found. */
    @FunctionalInterface
    private interface Reading {
        Person person(UsersResource users, UserRepresentation user);
    }
}
