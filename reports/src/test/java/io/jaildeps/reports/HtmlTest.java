package io.jaildeps.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlTest {
    private static final String HOSTILE =
            "/x\"><script>alert(1)</script><a href='javascript:y'>&amp;--></style></title>";

    private static ManifestReport report(String text) {
        return new ManifestReport(
                new ManifestReport.Target(List.of("/bin/x", text), "/", text, text, List.of(text)),
                new ManifestReport.Platform(text, text),
                OptionalLong.empty(),
                List.of(
                        new ManifestReport.Entry(
                                EntryKind.FILE, text, text, "0644 " + text, true, true, List.of("opened by " + text)),
                        new ManifestReport.Entry(
                                EntryKind.FILE,
                                "/y",
                                "",
                                "",
                                false,
                                false,
                                List.of("opened by " + text + " (a)", text))),
                List.of(new ManifestReport.Mount(text, text, List.of(text))),
                List.of(new ManifestReport.Socket(text, text, List.of(text))),
                List.of(new ManifestReport.Ignored(text, text, 2, List.of(text))),
                List.of(new ManifestReport.Suggestion(text, text, List.of(text))));
    }

    /** Only void elements of the head, which are constant, are no XML. */
    private static Document body(String page) throws Exception {
        String body = page.substring(page.indexOf("<body>"), page.indexOf("</body>")) + "</body>";
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(body)));
    }

    @Test
    void noTextBecomesMarkup() throws Exception {
        String page = new HtmlRenderer().render(report(HOSTILE));
        NodeList all = body(page).getElementsByTagName("*");
        TreeSet<String> names = new TreeSet<>();
        for (int i = 0; i < all.getLength(); i++) {
            names.add(((Element) all.item(i)).getTagName());
        }
        assertTrue(
                List.of("a", "body", "code", "h1", "h2", "li", "pre", "table", "td", "th", "tr", "ul")
                        .containsAll(names),
                names.toString());
        String head = page.substring(0, page.indexOf("<body>"));
        assertEquals(1, head.split("</title>", -1).length - 1);
        assertEquals(1, head.split("</style>", -1).length - 1);
    }

    @Test
    void aReasonLeadsToTheEntryThatItNames() throws Exception {
        Document body = body(new HtmlRenderer().render(report(HOSTILE)));
        NodeList links = body.getElementsByTagName("a");
        assertEquals(2, links.getLength());
        assertEquals(HOSTILE, links.item(1).getTextContent());
        assertEquals("#e0", ((Element) links.item(1)).getAttribute("href"));
        assertEquals(
                "opened by " + HOSTILE + " (a)", links.item(1).getParentNode().getTextContent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "on\"x", "p>", "P"})
    void aNameOfAnElementIsNeverText(String name) {
        assertThrows(IllegalArgumentException.class, () -> new Html().open(name));
        assertThrows(IllegalArgumentException.class, () -> new Html().open("p", name, "x"));
    }
}
