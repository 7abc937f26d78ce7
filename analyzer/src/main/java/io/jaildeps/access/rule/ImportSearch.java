package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;
import java.util.regex.Pattern;

/** Imports of python, perl, ruby, node and their like. */
final class ImportSearch implements IgnoreRule {
    private static final Pattern IN_LANGUAGE = Pattern.compile("/node_modules/|/python[0-9.]+/([^/]+/)*[^/]+\\.so$");
    private static final Pattern MODULE = Pattern.compile("node_modules|package\\.json|pyvenv\\.cfg|python[0-9]+\\.zip"
            + "|.*\\._pth|(__init__|sitecustomize|usercustomize).*"
            + "|.*\\.(py|pyc|pyd|pth|pm|pmc|pl|ph|rb|lua|js|mjs|cjs|php)|.*\\.(cpython-|abi3|pypy)[^/]*\\.so");

    @Override
    public String name() {
        return "import-search";
    }

    @Override
    public String reason() {
        return "a language looks for a module in each of its directories and found it in another, or does without";
    }

    @Override
    public boolean explains(PathUse use) {
        return IN_LANGUAGE.matcher(use.asked().inner().bytes()).find()
                || MODULE.matcher(use.asked().name()).matches();
    }
}
