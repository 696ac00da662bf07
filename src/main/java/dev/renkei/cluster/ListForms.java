package dev.renkei.cluster;

import java.util.List;
import java.util.stream.Stream;

/** Name the forms in which clients ask for all objects of a kind, beside the plain one. */
public final class ListForms {

    private static final String ACCEPT = "Accept";
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final String METADATA_LIST = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";
    private static final String METADATA = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
    // Each selects all there is, so that an answer would show it.
    private static final String ANY_LABEL = "!renkei.dev/none";
    private static final String ANY_FIELD = "metadata.name!=renkei-none";

    private ListForms() {}

    /**
     * List a kind of the core group in each form, and watch it in those forms that a watch has.
     *
     * @param page where the server shall go on, as it said itself at the end of a page
     */
    public static List<ApiRequest> of(String kind, String page) {
        var list = ApiRequest.list(kind);
        var watch = ApiRequest.watch(kind);
        return Stream.of(
                        narrowed(list),
                        narrowed(watch),
                        Stream.of(
                                list.with("limit", "1"),
                                list.with("limit", "1").with("continue", page),
                                list.withHeader(ACCEPT, METADATA_LIST),
                                watch.withHeader(ACCEPT, METADATA)))
                .flatMap(forms -> forms)
                .toList();
    }

    private static Stream<ApiRequest> narrowed(ApiRequest request) {
        return Stream.of(
                request.with("labelSelector", ANY_LABEL),
                request.with("fieldSelector", ANY_FIELD),
                request.with("resourceVersion", "0"),
                request.withHeader(ACCEPT, TABLE));
    }
}
