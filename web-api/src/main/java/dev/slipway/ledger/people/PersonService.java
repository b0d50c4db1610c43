package dev.slipway.ledger.people;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.people.approver.ApproverService;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Invites people, grants and revokes roles, and enables and disables accounts; each change is recorded, one at a time.
 *
 * <p>Keycloak takes no part in transactions. It is changed first: a change that then cannot be recorded is still visible there, and in
 * its log of admin events.
 */
@ApplicationScoped
@Transactional
public class PersonService {
    private static final System.Logger LOG = System.getLogger(PersonService.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 20;

    /** How many people are searched for another admin; if there is none among them, an admin counts as the last. */
    private static final int SEARCHED = 1_000;

    private static final int SEARCHED_AT_ONCE = 100;

    @Inject
    LedgerConfig config;

    @Inject
    PersonDirectory people;

    @Inject
    ApproverService approvers;

    @Inject
    PersonChangeRepository changes;

    @Inject
    IdempotencyService idempotency;

    @Inject
    Clock clock;

    /** Invites a person. A repeated request with the same key does not show the password again. */
    PersonResponse invite(InvitePersonRequest request, String caller, Optional<IdempotencyKey> key) {
        if (request.roles().contains(Role.ADMIN)) {
            requireSecondFactor(request.name(), () -> false);
        }
        Instant now = clock.instant();
        UUID id = Uuid7.at(now);
        Optional<UUID> earlier = idempotency.claim(key, id);
        if (earlier.isPresent()) {
            return earlier.flatMap(changes::find)
                    .flatMap(change -> people.find(change.personId()))
                    .map(PersonResponse::of)
                    .orElseThrow(NotFoundException::new);
        }
        begin(caller);
        String password = password();
        UUID personId = people.create(request, password);
        try {
            people.setRoles(personId, Set.copyOf(request.roles()));
            Person person = find(personId);
            approvers.forget(person.name());
            changes.add(new PersonChange(id, person, PersonChange.INVITED, caller, now));
            return PersonResponse.of(person, password);
        } catch (RuntimeException e) {
            withdraw(personId, request.name());
            throw e;
        }
    }

    /** Replaces a person's roles, if these are still as the caller expects. */
    Person setRoles(UUID id, Set<Role> roles, Predicate<Person> isExpected, String caller) {
        Optional<Person> admin = begin(caller);
        Person person = find(id);
        if (Set.copyOf(person.roles()).equals(roles)) {
            return person;
        }
        if (!isExpected.test(person)) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED,
                    person.name() + " has the roles " + person.roles() + " now. Read them again.");
        }
        boolean isPromoted = roles.contains(Role.ADMIN) && !person.roles().contains(Role.ADMIN);
        if (isPromoted) {
            requireSecondFactor(person.name(), () -> people.hasSecondFactor(id));
        }
        if (!roles.contains(Role.ADMIN)) {
            requireAnotherAdmin(person, admin);
        }
        people.setRoles(id, roles);
        if (isPromoted && config.requiresSecondFactor()) {
            // Otherwise a session that was opened with a password alone would become an admin's.
            people.signOut(id);
        }
        return changed(id, PersonChange.ROLES, caller);
    }

    /**
     * Enables or disables an account; disabling ends its sessions, also those of an account that is disabled already.
     *
     * <p>Somebody may sign in after their sessions ended and before the account is disabled: the caller ends such a session afterwards,
     * outside the transaction, so that the change stays recorded if that fails.
     */
    Person setEnabled(UUID id, boolean isEnabled, String caller) {
        Optional<Person> admin = begin(caller);
        Person person = find(id);
        boolean isSame = person.isEnabled() == isEnabled;
        if (!isEnabled) {
            if (!isSame) {
                requireAnotherAdmin(person, admin);
            }
            // Otherwise they would go on once the account is enabled again. First, as nothing has changed yet if it
            // fails.
            people.signOut(id);
        }
        if (isSame) {
            return person;
        }
        people.setEnabled(id, isEnabled);
        return changed(id, isEnabled ? PersonChange.ENABLED : PersonChange.DISABLED, caller);
    }

    /**
     * Begins a change, for the caller as they are now: their token may say for five minutes that they are an admin, in which they could
     * undo that they are none any more. Empty for a machine.
     */
    private Optional<Person> begin(String caller) {
        changes.lock();
        if (MachineAccount.is(caller)) {
            return Optional.empty();
        }
        Optional<Person> admin = people.find(caller).filter(Person::mayAdminister);
        if (admin.isEmpty()) {
            throw new ProblemException(ProblemType.FORBIDDEN, caller + " is disabled, or not an admin any more.");
        }
        return admin;
    }

    private Person changed(UUID id, String operation, String caller) {
        Person person = find(id);
        approvers.forget(person.name());
        changes.add(new PersonChange(person, operation, caller, clock.instant()));
        return person;
    }

    private Person find(UUID id) {
        return people.find(id).orElseThrow(NotFoundException::new);
    }

    /** Usually the caller is the other admin; otherwise, if admins leave or a machine acts, all people are searched. */
    private void requireAnotherAdmin(Person leaving, Optional<Person> caller) {
        if (leaving.isAdmin() && !isAnotherAdmin(leaving, caller.stream().toList()) && !findsAnother(leaving)) {
            throw new ProblemException(
                    ProblemType.LAST_ADMIN, leaving.name() + " is the only one who can sign in as admin.");
        }
    }

    private boolean findsAnother(Person leaving) {
        for (int first = 0; first < SEARCHED; first += SEARCHED_AT_ONCE) {
            List<Person> some = people.withDirectRoles(first, SEARCHED_AT_ONCE);
            if (isAnotherAdmin(leaving, some)) {
                return true;
            }
            if (some.size() < SEARCHED_AT_ONCE) {
                return false;
            }
        }
        return false;
    }

    /** Checked before the role is granted: an admin without a second factor could be anybody who knows the password. */
    private void requireSecondFactor(String name, BooleanSupplier hasOne) {
        if (config.requiresSecondFactor() && !hasOne.getAsBoolean()) {
            throw new ProblemException(
                    ProblemType.SECOND_FACTOR_MISSING,
                    name + " first sets up a passkey or an authenticator app at " + config.authUrl()
                            + "/realms/slipway/account/account-security/signing-in");
        }
    }

    private static boolean isAnotherAdmin(Person leaving, List<Person> others) {
        return others.stream().anyMatch(other -> other.isAdmin() && !other.id().equals(leaving.id()));
    }

    /** Undoes a partial invitation, if Keycloak answers. */
    private void withdraw(UUID id, String name) {
        try {
            people.remove(id);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The account {0} was made, and its roles were not: remove it in Keycloak", name);
        }
    }

    private static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
