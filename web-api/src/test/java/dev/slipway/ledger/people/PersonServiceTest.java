package dev.slipway.ledger.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.people.approver.ApproverService;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may change people; who may be made admin, with and without a required second factor; and what disabling ends. */
class PersonServiceTest {
    private static final UUID ID = UUID.fromString("8f1c2a9e-1f6f-4d0b-9a53-0c6f6a4f0d11");

    private final List<String> done = new ArrayList<>();
    private List<Role> roles = List.of(Role.VIEWER);
    private boolean isRequired = true;
    private boolean hasSecondFactor;
    private boolean isEnabled = true;
    private boolean isSignOutRefused;
    private Optional<Person> caller = Optional.of(person("carol", List.of(Role.ADMIN), List.of(), true));

    /** Their token says for five minutes that they may. */
    @ParameterizedTest
    @MethodSource("others")
    void changesNothingForWhoIsNoAdminAnyMore(Optional<Person> other) {
        caller = other;
        InvitePersonRequest request = new InvitePersonRequest("bob", "bob@example.org", "Bob", "Baker", List.of());
        assertForbidden(() -> service().invite(request, "carol", Optional.empty()));
        assertForbidden(() -> service().setRoles(ID, Set.of(Role.DEPLOYER), person -> true, "carol"));
        assertForbidden(() -> service().setEnabled(ID, true, "carol"));
        assertForbidden(() -> service().setEnabled(ID, false, "carol"));
        assertThat(done).isEmpty();
    }

    static List<Optional<Person>> others() {
        return List.of(
                Optional.of(person("carol", List.of(Role.ADMIN), List.of(), false)),
                Optional.of(person("carol", List.of(), List.of("admin"), false)),
                Optional.of(person("carol", List.of(Role.DEPLOYER), List.of("approver"), true)),
                Optional.empty());
    }

    private static void assertForbidden(ThrowingCallable change) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(change)
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(403));
    }

    @Test
    void changesPeopleForAnAdminByAGroup() {
        caller = Optional.of(person("carol", List.of(), List.of("admin"), true));
        service().setRoles(ID, Set.of(Role.DEPLOYER), person -> true, "carol");
        assertThat(done).containsExactly("roles [deployer]", "recorded");
    }

    @Test
    void changesPeopleForAMachine() {
        caller = Optional.empty();
        service().setRoles(ID, Set.of(Role.DEPLOYER), person -> true, "service-account-directory");
        assertThat(done).containsExactly("roles [deployer]", "recorded");
    }

    @Test
    void makesNobodyAdminWhoHasNoSecondFactor() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> service().setRoles(ID, Set.of(Role.ADMIN), person -> true, "carol"))
                .satisfies(refused ->
                        assertThat(refused.problem().type()).hasToString("/docs/problems#second-factor-missing"))
                .satisfies(refused -> assertThat(refused.problem().detail())
                        .startsWith("alice first sets up a passkey or an authenticator app at https://auth.example/"));
        assertThat(done).isEmpty();
    }

    @Test
    void invitesNobodyAsAdmin() {
        InvitePersonRequest request =
                new InvitePersonRequest("alice", "alice@example.org", "Alice", "Archer", List.of(Role.ADMIN));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> service().invite(request, "carol", Optional.empty()))
                .satisfies(refused ->
                        assertThat(refused.problem().type()).hasToString("/docs/problems#second-factor-missing"));
        assertThat(done).isEmpty();
    }

    /** They may have signed in before they had it, or somebody else in their name. */
    @Test
    void signsOutWhomItMakesAdmin() {
        hasSecondFactor = true;
        service().setRoles(ID, Set.of(Role.ADMIN), person -> true, "carol");
        assertThat(done).containsExactly("roles [admin]", "signed out", "recorded");
    }

    @Test
    void asksForNoneWhereNoneIsRequired() {
        isRequired = false;
        service().setRoles(ID, Set.of(Role.ADMIN), person -> true, "carol");
        assertThat(done).containsExactly("roles [admin]", "recorded");
    }

    @Test
    void asksForNoneForAnotherRole() {
        service().setRoles(ID, Set.of(Role.DEPLOYER), person -> true, "carol");
        assertThat(done).containsExactly("roles [deployer]", "recorded");
    }

    @Test
    void leavesAnAdminWhoIsOneSignedIn() {
        roles = List.of(Role.ADMIN);
        service().setRoles(ID, Set.of(Role.ADMIN, Role.VIEWER), person -> true, "carol");
        assertThat(done).hasSize(2).doesNotContain("signed out");
    }

    @Test
    void replacesNoRolesThatTheCallerDoesNotKnowOf() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> service().setRoles(ID, Set.of(Role.DEPLOYER), person -> false, "carol"))
                .satisfies(refused -> assertThat(refused.problem().detail())
                        .isEqualTo("alice has the roles [viewer] now. Read them again."));
        assertThat(done).isEmpty();
    }

    @Test
    void signsOutWhomItDisables() {
        service().setEnabled(ID, false, "carol");
        assertThat(done).containsExactly("signed out", "disabled", "recorded");
    }

    @Test
    void disablesNobodyWhomItCannotSignOut() {
        isSignOutRefused = true;
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> service().setEnabled(ID, false, "carol"));
        assertThat(done).isEmpty();
    }

    /** An earlier attempt may have left a session. */
    @Test
    void signsOutWhoIsDisabledAlready() {
        isEnabled = false;
        service().setEnabled(ID, false, "carol");
        assertThat(done).containsExactly("signed out");
    }

    @Test
    void signsOutNobodyWhomItEnables() {
        isEnabled = false;
        service().setEnabled(ID, true, "carol");
        assertThat(done).containsExactly("enabled", "recorded");
    }

    private static Person person(String name, List<Role> roles, List<String> rolesElsewhere, boolean isEnabled) {
        return new Person(ID, name, null, null, null, roles, rolesElsewhere, isEnabled, false);
    }

    private PersonService service() {
        PersonService service = new PersonService();
        service.clock = Clock.systemUTC();
        service.approvers = new ApproverService();
        service.config = new LedgerConfig() {
            @Override
            public boolean requiresSecondFactor() {
                return isRequired;
            }

            @Override
            public URI authUrl() {
                return URI.create("https://auth.example");
            }
        };
        service.idempotency = new IdempotencyService() {
            @Override
            public Optional<UUID> claim(Optional<IdempotencyKey> key, UUID resource) {
                return Optional.empty();
            }
        };
        service.changes = new PersonChangeRepository() {
            @Override
            void lock() {}

            @Override
            void add(PersonChange change) {
                done.add("recorded");
            }
        };
        service.people = new PersonDirectory() {
            @Override
            Optional<Person> find(UUID id) {
                return Optional.of(person("alice", roles, List.of(), isEnabled));
            }

            @Override
            Optional<Person> find(String name) {
                return caller;
            }

            @Override
            boolean hasSecondFactor(UUID id) {
                return hasSecondFactor;
            }

            @Override
            void setRoles(UUID id, Set<Role> granted) {
                done.add("roles " + granted);
            }

            @Override
            void setEnabled(UUID id, boolean isToBeEnabled) {
                done.add(isToBeEnabled ? "enabled" : "disabled");
            }

            @Override
            void signOut(UUID id) {
                if (isSignOutRefused) {
                    throw new ProblemException(ProblemType.SIGN_IN_SERVICE_UNAVAILABLE, "Try again.");
                }
                done.add("signed out");
            }
        };
        return service;
    }
}
