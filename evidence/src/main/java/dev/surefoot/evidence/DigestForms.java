package dev.surefoot.evidence;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How digests of known algorithms look in in-toto documents. A digest of an unknown algorithm is
 * kept as it is and matches nothing.
 *
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/digest_set.md">DigestSet
 *     </a>
 */
final class DigestForms {
    private static final Pattern LOWERCASE_HEX = Pattern.compile("[0-9a-f]+");
    private static final Set<Integer> GIT = Set.of(40, 64);
    private static final Map<String, Set<Integer>> LENGTHS =
            Map.ofEntries(
                    Map.entry("md5", Set.of(32)),
                    Map.entry("sha1", Set.of(40)),
                    Map.entry("sha224", Set.of(56)),
                    Map.entry("sha256", Set.of(64)),
                    Map.entry("sha384", Set.of(96)),
                    Map.entry("sha512", Set.of(128)),
                    Map.entry("sha512_224", Set.of(56)),
                    Map.entry("sha512_256", Set.of(64)),
                    Map.entry("sha3_224", Set.of(56)),
                    Map.entry("sha3_256", Set.of(64)),
                    Map.entry("sha3_384", Set.of(96)),
                    Map.entry("sha3_512", Set.of(128)),
                    Map.entry("gitCommit", GIT),
                    Map.entry("gitTree", GIT),
                    Map.entry("gitBlob", GIT),
                    Map.entry("gitTag", GIT));

    private DigestForms() {}

    static boolean valid(String algorithm, String value) {
        Set<Integer> lengths = LENGTHS.get(algorithm);
        return lengths == null
                || (lengths.contains(value.length()) && LOWERCASE_HEX.matcher(value).matches());
    }
}
