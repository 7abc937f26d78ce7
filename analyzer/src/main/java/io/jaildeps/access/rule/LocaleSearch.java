package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** setlocale(3), gettext(3): {@code /usr/lib/locale/de_DE.UTF-8/LC_CTYPE}, {@code /usr/share/locale/de/LC_MESSAGES/ls.mo}. */
final class LocaleSearch implements IgnoreRule {
    @Override
    public String name() {
        return "locale";
    }

    @Override
    public String reason() {
        return "locales and message catalogues are tried under several names; without one the built-in C locale serves";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.asked()
                .inner()
                .bytes()
                .matches(".*/(lib|share)/locale(-archive|-langpack)?(/.*)?|.*/(LC_[A-Z]+|SYS_LC_MESSAGES)"
                        + "|.*/LC_MESSAGES/[^/]+|.*/(locale|nls)/.*\\.(mo|cat)");
    }
}
