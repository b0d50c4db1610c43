package dev.slipway.line.group;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a group's workers are told by the configuration of their service.
 *
 * @param version which version of it that is, from 1
 * @param plain values by their names
 * @param secrets by their names, each sealed as compact JWE
 */
public record Variables(int version, SortedMap<String, String> plain, SortedMap<String, String> secrets) {
    /** Keeps a copy. */
    public Variables {
        plain = new TreeMap<>(plain);
        secrets = new TreeMap<>(secrets);
    }
}
