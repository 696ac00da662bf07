package dev.renkei.isolation;

import java.util.List;
import java.util.stream.Stream;

/** Policies that nobody would write on purpose, each asked the same questions. */
final class CornerCases {
    private static final String V1BETA1 = "\"apiVersion\":\"abac.authorization.kubernetes.io/v1beta1\"";
    private static final String KINOSHITA_IN_A = "\"user\":\"kinoshita\",\"namespace\":\"a\",\"resource\":\"pods\"";

    private static final List<String> ABAC_LINES = List.of(
            "{" + V1BETA1 + ",\"kind\":\"Policy\",\"spec\":{" + KINOSHITA_IN_A + "}}",
            "{" + V1BETA1 + ",\"spec\":{" + KINOSHITA_IN_A + "}}",
            "{" + V1BETA1 + ",\"kind\":\"Polcy\",\"spec\":{" + KINOSHITA_IN_A + "}}",
            "{" + V1BETA1 + ",\"kind\":\"policy\",\"spec\":{" + KINOSHITA_IN_A + "}}",
            "{" + V1BETA1 + ",\"kind\":\"Policy\"," + KINOSHITA_IN_A + "}",
            "{" + V1BETA1 + ",\"kind\":\"Policy\",\"spec\":{}}",
            "{" + V1BETA1 + ",\"kind\":\"Policy\",\"spec\":null}",
            "{" + V1BETA1 + ",\"kind\":\"Policy\",\"spec\":[]}",
            "{" + V1BETA1
                    + ",\"kind\":\"Policy\",\"spec\":{\"group\":\"*\",\"nonResourcePath\":\"/**\",\"readonly\":true}}",
            "{\"apiVersion\":\"abac.authorization.kubernetes.io/v0\",\"kind\":\"Policy\"," + KINOSHITA_IN_A + "}",
            "{\"apiVersion\":\"abac.authorization.kubernetes.io/v0\"," + KINOSHITA_IN_A + "}",
            "{\"apiVersion\":\"abac.authorization.kubernetes.io/v9\",\"kind\":\"Policy\"," + KINOSHITA_IN_A + "}",
            "{\"apiVersion\":\"v1\",\"kind\":\"Policy\"," + KINOSHITA_IN_A + "}",
            "{\"apiVersion\":\"a/b/c\",\"kind\":\"Policy\"," + KINOSHITA_IN_A + "}",
            "{\"apiVersion\":5,\"kind\":\"Policy\"," + KINOSHITA_IN_A + "}",
            "{\"apiVersion\":\"\",\"kind\":\"\"," + KINOSHITA_IN_A + "}",
            "{\"apiVersion\":null,\"kind\":null," + KINOSHITA_IN_A + "}",
            "{\"kind\":\"Policy\",\"spec\":{" + KINOSHITA_IN_A + "}}",
            "{\"kind\":\"Rule\"," + KINOSHITA_IN_A + "}",
            "{\"spec\":{" + KINOSHITA_IN_A + "}}",
            "{" + KINOSHITA_IN_A + "}",
            "{\"user\":\"kinoshita\"}",
            "{\"User\":\"kinoshita\"}",
            "{\"user\":null}",
            "{\"user\":5}",
            "{\"user\":\"kinoshita\",\"readonly\":null}",
            "{\"user\":\"kinoshita\",\"readonly\":\"true\"}",
            "{\"user\":\"kinoshita\",\"surprise\":{\"a\":[1]}}",
            "{\"user\":\"kinoshita\",\"group\":\"*\"}",
            "{\"user\":\"*\",\"group\":\"devs\"}",
            "{}",
            "  {\"user\":\"kinoshita\"}  ",
            "{\"user\":\"kinoshita\"}\r",
            "{\"user\":\"kinoshita\"}}",
            "{\"user\":\"kinoshita\"} {\"user\":\"tanaka\"}",
            "{\"user\":\"kinoshita\",}",
            "{user: kinoshita}",
            "[{\"user\":\"kinoshita\"}]",
            "user: kinoshita",
            "user: 5",
            "kind: Policy",
            "// who: may what",
            "; who: may what",
            "who:may what",
            "who may what",
            "who may what:",
            "? who",
            "- who",
            "null",
            "~",
            "---",
            "...",
            "\"who\"",
            "@who: may",
            "\tuser: kinoshita",
            "who: [",
            "",
            "   ",
            "#",
            "   # {\"user\":\"kinoshita\"}");

    private static final String USERS = "\"users\":{\"projects\":[\"siteop\"]}";
    private static final String PODS = "\"resource_permissions\":{\"a/pods\":[\"get\"]}";

    private static final List<String> KEYSTONE_POLICIES = List.of(
            "",
            "null",
            "[]",
            "{}",
            "[null]",
            "[5]",
            "[{}]",
            "[{" + USERS + "," + PODS + "}]",
            "[{" + USERS + "," + PODS + "}",
            "[{" + PODS + "}]",
            "[null,{" + PODS + "}]",
            "[{" + PODS + "},null]",
            "[{\"users\":null," + PODS + "}]",
            "[{\"users\":[]," + PODS + "}]",
            "[{\"users\":{\"projects\":\"siteop\"}," + PODS + "}]",
            "[{\"users\":{\"projects\":null}," + PODS + "}]",
            "[{\"users\":{\"Projects\":[\"siteop\"]}," + PODS + "}]",
            "[{\"users\":{\"projects\":[\"siteop\"],\"domains\":[\"other\"]}," + PODS + "}]",
            "[{\"USERS\":{\"projects\":[\"other\"]}," + PODS + "}]",
            "[{" + USERS + ",\"resource_permissions\":[{\"a/pods\":[\"get\"]}]}]",
            "[{" + USERS + ",\"resource_permissions\":{\"a/pods\":\"get\"}}]",
            "[{" + USERS + ",\"resource_permissions\":null,\"resource\":{\"verbs\":[\"get\"],\"resources\":[\"pods\"],"
                    + "\"version\":\"\",\"namespace\":\"a\"}}]",
            "[{" + USERS + ",\"resource_permissions\":{},\"resource\":{\"verbs\":[\"get\"],\"resources\":[\"pods\"],"
                    + "\"version\":\"\",\"namespace\":\"a\"}}]",
            "[{\"resource\":{\"verbs\":[\"get\"],\"resources\":[\"pods\"],\"namespace\":\"a\"}}]",
            "[{\"resource\":{\"verbs\":[\"get\"],\"resources\":[\"pods\"],\"version\":\"*\"}}]",
            "[{\"resource\":{\"verbs\":[\"get\"],\"resources\":[\"pods\"],\"version\":\"apps\"}}]",
            "[{\"resource\":null,\"nonresource\":null,\"match\":null}]",
            "[{\"match\":[null],\"resource\":{\"verbs\":[\"*\"],\"resources\":[\"*\"],\"version\":\"*\",\"namespace\":\"*\"}}]",
            "[{\"match\":[{\"type\":\"user\",\"values\":[\"\"]}],\"resource\":{\"verbs\":[\"*\"],\"resources\":[\"*\"],"
                    + "\"version\":\"*\",\"namespace\":\"*\"}}]",
            "[{\"match\":[{\"type\":\"user\",\"values\":null}],\"resource\":{\"verbs\":[\"*\"],\"resources\":[\"*\"],"
                    + "\"version\":\"*\",\"namespace\":\"*\"}}]",
            "[{\"nonresource\":{\"verbs\":[\"get\",\"\"],\"path\":\"*\"}}]",
            "[{\"nonresource\":{\"verbs\":[\"get\"]}}]",
            "[{\"nonresource_permissions\":{\"*\":[\"get\"]}}]",
            "[{\"nonresource_permissions\":{\"/healthz\":[\"GET\"]}}]",
            "[{\"resource_permissions\":{\"a/pods/exec\":[\"*\"],\"a\":[\"*\"],\"/pods\":[\"*\"],\"a/\":[\"*\"]}}]");

    private CornerCases() {}

    static Stream<RecordedQuestion> questions() {
        return Stream.concat(
                ABAC_LINES.stream().map(line -> RecordedQuestion.ofText("abac", line, requests())),
                KEYSTONE_POLICIES.stream().map(text -> RecordedQuestion.ofText("keystone", text, requests())));
    }

    private static List<Request> requests() {
        var kinoshita = Asked.fromKeystone("kinoshita", "siteop", "member");
        var tanaka = Asked.fromKeystone("tanaka", "other", "member");
        return List.of(
                Asked.of(kinoshita, "get pods in a"),
                Asked.of(kinoshita, "create pods/exec in a"),
                Asked.of(tanaka, "get pods in a"),
                Asked.of(tanaka, "delete secrets in kube-system"),
                Asked.of(tanaka, "get /healthz"),
                Asked.of(Identity.of("system:anonymous", Identity.UNAUTHENTICATED), "get pods in a"));
    }
}
