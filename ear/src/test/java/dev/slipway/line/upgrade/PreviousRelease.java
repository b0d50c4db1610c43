package dev.slipway.line.upgrade;

import dev.slipway.line.Command;
import java.nio.file.Path;

/** A clone with the release before this checkout, checked out; and this checkout as it is, released as {@link #NEXT}. */
final class PreviousRelease {
    static final String NEXT = Versions.NEXT;

    /** The newest release in the changelog, unless this commit is that one. Where no tag says, a release is the commit that set its version. */
    private static final String MAKE = """
            set -euo pipefail
            to=$SLIPWAY_TEST
            if [[ $(git rev-parse --is-shallow-repository) == true ]]; then
              echo 'This clone has no history to find the previous release in. Fetch it: git fetch --unshallow --tags'
              exit 1
            fi
            for version in $(sed -n 's/^## \\[\\([0-9.]*\\)\\].*/\\1/p' CHANGELOG.md); do
              commit=$(git rev-parse --quiet --verify "v$version^{commit}" ||
                git log --format=%%H -S"<version>$version</version>" -- pom.xml | tail -n 1)
              if [[ $commit != "$(git rev-parse HEAD)" ]]; then break; fi
            done
            rm -rf "$to"
            git clone --quiet --no-tags . "$to"
            git -C "$to" rm -rfq .
            %2$s
            cd "$to"
            sed -i "0,/<version>$version</s//<version>%1$s</" pom.xml {ear,keycloak,line,web-api,web-static}/pom.xml
            sed -i '0,/^## \\[Unreleased\\]$/s//&\\n\\n## [%1$s] - 2099-01-01/' CHANGELOG.md
            git add --all
            git -c user.name=Test -c user.email=test@example.org commit --quiet --message v%1$s
            git tag v%1$s
            git tag "v$version" "$commit"
            git checkout --quiet -B main "v$version"
            """.formatted(NEXT, Clone.COPY);

    private PreviousRelease() {}

    static Clone make(Path folder) {
        Command.bash(MAKE).with("SLIPWAY_TEST", folder.toString()).run().expectSuccess();
        return new Clone(folder);
    }
}
