package io.jaildeps.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What several manifests say of one thing. @param all in the order of the manifests, never empty */
record Claims<T>(String subject, List<From<T>> all) {
    /** Something that a manifest says. @param source which one, counted from 0 */
    record From<T>(int source, T value) {}

    Claims {
        all = List.copyOf(all);
    }

    List<T> values() {
        return all.stream().map(From::value).toList();
    }

    /** The same manifests' word on a part of it. */
    <P> Claims<P> of(Function<T, P> part) {
        return new Claims<>(
                subject,
                all.stream()
                        .map(from -> new From<>(from.source(), part.apply(from.value())))
                        .toList());
    }

    /** What all of them say; a conflict is noted if they do not agree, and then it is what one of them says. */
    T agreed(String attribute, Function<T, String> words, List<MergeResult.Conflict> conflicts) {
        Map<String, Integer> bySource = new LinkedHashMap<>();
        for (From<T> from : all) {
            bySource.putIfAbsent(words.apply(from.value()), from.source());
        }
        if (bySource.size() > 1) {
            conflicts.add(new MergeResult.Conflict(subject, attribute, Collections.unmodifiableMap(bySource)));
        }
        return all.get(0).value();
    }

    /** The things of several manifests, gathered by what they are called; sorted if the names are. */
    static <T, K extends Comparable<K>> List<Claims<T>> gathered(
            List<List<T>> manifests, Function<T, K> key, Function<K, String> subject) {
        Map<K, List<From<T>>> byKey = new TreeMap<>();
        for (int source = 0; source < manifests.size(); source++) {
            for (T thing : manifests.get(source)) {
                byKey.computeIfAbsent(key.apply(thing), name -> new ArrayList<>())
                        .add(new From<>(source, thing));
            }
        }
        List<Claims<T>> claims = new ArrayList<>();
        byKey.forEach((name, all) -> claims.add(new Claims<>(subject.apply(name), all)));
        return claims;
    }
}
