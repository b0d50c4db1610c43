package dev.slipway.line.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of httpd's limit on sign-ins, by a clock of the test's: {@code SignInIT} tries them in httpd. */
class SignInGuardTest {
    /**
     * What mod_lua gives a script, and what the tests do: {@code post(STATUS, PAGE)} is a sign-in that Keycloak answers so, in buckets of ten
     * characters.
     */
    private static final String HTTPD = """
            local time, kept = 1000000, {}
            os.time = function() return time end
            apache2 = { DECLINED = -1, OK = 0 }
            local function request()
              return {
                method = 'POST', useragent_ip = '192.0.2.1', notes = {}, err_headers_out = {},
                ivm_get = function(_, name) return kept[name] end,
                ivm_set = function(_, name, value) kept[name] = value end,
              }
            end
            dofile(arg[1])
            function pass(seconds) time = time + seconds end
            function post(status, page)
              local r = request()
              local answer = admit(r)
              r.status = answer == apache2.DECLINED and status or answer
              local filter = coroutine.create(look)
              assert(coroutine.resume(filter, r))
              for part in (page or ''):gmatch('..?.?.?.?.?.?.?.?.?') do
                bucket = part
                if coroutine.status(filter) ~= 'dead' then assert(coroutine.resume(filter)) end
              end
              bucket = nil
              if coroutine.status(filter) ~= 'dead' then assert(coroutine.resume(filter)) end
              settle(r)
              print(r.status .. (r.err_headers_out['Retry-After'] and ' ' .. r.err_headers_out['Retry-After'] or ''))
            end
            function enter(count)
              local last
              for _ = 1, count do last = begin(request()) end
              print(last == apache2.DECLINED and 'begun' or last)
            end
            """;

    @TempDir
    Path folder;

    @Test
    void takesTenWrongPasswordsAndThenOneAMinute() throws IOException {
        assertThat(lines("for _ = 1, 11 do post(200) end pass(59) post(200) pass(1) post(200) post(302)"))
                .containsExactly(
                        "200", "200", "200", "200", "200", "200", "200", "200", "200", "200", "429 60", "429 1", "200",
                        "429 60");
    }

    @Test
    void takesAnyNumberOfRightPasswords() throws IOException {
        assertThat(lines("for _ = 1, 30 do post(302) end")).containsOnly("302");
    }

    /** A second factor is next, or the choice between several. */
    @ParameterizedTest
    @ValueSource(strings = {"kc-otp-login-form", "kc-form-webauthn", "kc-select-credential-form"})
    void takesAnyNumberOfRightPasswordsBeforeASecondFactor(String form) throws IOException {
        assertThat(lines("for _ = 1, 30 do post(200, '<main><form id=\"" + form + "\" action=\"x\">') end"))
                .containsOnly("200")
                .hasSize(30);
    }

    /** Likewise of a wrong code, and of a passkey that does not work. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<form id=\"kc-form-login\"><input aria-invalid=\"true\"></form><form id=\"webauth\">",
                "<form id=\"kc-otp-login-form\"><input aria-invalid=\"true\">",
                "<form id=\"kc-error-credential-form\">"
            })
    void takesTenPagesOfAWrongPassword(String page) throws IOException {
        assertThat(lines("for _ = 1, 11 do post(200, '" + page + "') end")).endsWith("200", "429 60");
    }

    @Test
    void takesSixHundredBeginningsAndThenFourASecond() throws IOException {
        assertThat(lines("enter(600) enter(1) pass(1) enter(4) enter(1)"))
                .containsExactly("begun", "429", "begun", "429");
    }

    /** As of a machine whose time server answers late: who signed in before must not wait until the former time comes again. */
    @Test
    void letsPeopleInAfterTheClockWasSetBack() throws IOException {
        for (String back : new String[] {"pass(-60)", "pass(-300)", "pass(-570)", "pass(-3600)"}) {
            assertThat(lines("post(302) enter(100) " + back + " post(302) post(200) post(302)"))
                    .as(back)
                    .containsExactly("302", "begun", "302", "200", "302");
        }
    }

    @Test
    void limitsAfterTheClockWasSetBackAsBefore() throws IOException {
        assertThat(lines("for _ = 1, 10 do post(200) end pass(-3600) for _ = 1, 11 do post(200) end"))
                .endsWith("200", "429 60")
                .hasSize(21);
    }

    private List<String> lines(String script) throws IOException {
        Files.writeString(folder.resolve("test.lua"), HTTPD + script);
        return Command.bash(folder, "lua5.3 " + folder.resolve("test.lua") + " httpd/sign-in-guard.lua")
                .run()
                .expectSuccess()
                .output();
    }
}
