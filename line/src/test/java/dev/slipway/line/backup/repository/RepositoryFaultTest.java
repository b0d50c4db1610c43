package dev.slipway.line.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.backup.program.BackupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What restic 0.14 and OpenSSH 9.2 wrote, and what a user reads. */
class RepositoryFaultTest {
    private static final String SFTP = "sftp:backup@nas:/slipway";
    private static final String S3 = "s3:https://store/slipway";
    private static final String WHERE = "\nIs there a repository at the following location?\n" + S3;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Host key verification failed.                                                          | is not known to
            WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! Host key verification failed.         | has changed
            backup@nas: Permission denied (publickey,password).                                    | accepts no SSH key
            ssh: connect to host nas port 22: Connection refused                                   | does not answer: why.
            ssh: Could not resolve hostname nas: Name or service not known                         | does not answer: why.
            subsystem request failed on channel 0                                                  | has no SFTP
            subprocess ssh: exec: "ssh": executable file not found in $PATH                        | lacks ssh
            """)
    void whatSshSaysIsTheCause(String line, String message) {
        assertThat(of(SFTP, line + "\nFatal: unable to start the sftp session, error: EOF"))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The request signature we calculated does not match the signature you provided. | refuses the credentials: why.
            The AWS Access Key Id you provided does not exist in our records.               | refuses the credentials: why.
            Access Denied.                                                                  | refuses the credentials: why.
            dial tcp 127.0.0.1:1: connect: connection refused                               | does not answer: why.
            dial tcp: lookup store on 192.0.2.1:53: no such host                            | does not answer: why.
            net/http: TLS handshake timeout                                                 | does not answer: why.
            x509: certificate signed by unknown authority                                   | does not trust the certificate
            The specified bucket does not exist                                             | There is no repository at
            The specified key does not exist.                                               | There is no repository at
            """)
    void whatTheStoreSaysIsTheCause(String line, String message) {
        String errors = "Fatal: unable to open config file: Stat: " + line + WHERE;
        assertThat(of(S3, errors)).hasMessageContaining(message);
        assertThat(RepositoryFault.isAbsent(S3, errors)).isEqualTo(message.startsWith("There is no"));
    }

    @Test
    void aWayOutNamesTheCommandThatTriesIt() {
        assertThat(of("sftp://backup@nas:2222//slipway", "Host key verification failed.")
                        .remedy())
                .endsWith("ssh -p 2222 backup@nas");
    }

    @Test
    void aFolderOfSomebodyElseIsNamed() {
        assertThat(of(SFTP, "Fatal: create repository at sftp:backup@nas:/x failed: permission denied"))
                .hasMessageContaining("may not write there");
    }

    @Test
    void filesOfTheLineThatCannotBeReadAreNoFaultOfTheRepository() {
        assertThat(of(SFTP, "error: open /srv/line/secrets/x: permission denied"))
                .hasMessage("The repository " + SFTP + ": why");
    }

    @ParameterizedTest
    @CsvSource({
        "sftp:backup@nas:/slipway, backup@nas -s sftp",
        "sftp:nas:slipway, nas -s sftp",
        "sftp://backup@nas/slipway, backup@nas -s sftp",
        "sftp://backup@nas:2222//slipway, -p 2222 backup@nas -s sftp",
        "sftp://backup@[fd00::1]:22//slipway, -p 22 backup@fd00::1 -s sftp",
        "sftp:it@example.org@nas:/slipway, it@example.org@nas -s sftp"
    })
    void anAddressIsReadAsResticReadsIt(String repository, String end) {
        assertThat(String.join(" ", Ssh.of(repository).orElseThrow().command()))
                .startsWith("ssh -o BatchMode=yes ")
                .endsWith(end);
    }

    @ParameterizedTest
    @CsvSource({"/mnt/backup", "s3:https://store/slipway", "sftp:-oProxyCommand=x:/y", "sftp://nas"})
    void othersHaveNone(String repository) {
        assertThat(Ssh.of(repository)).isEmpty();
    }

    private static BackupException of(String repository, String errors) {
        return ResticErrors.of(repository, errors, "why");
    }
}
