// Written by `npm run client` from crates/web/openapi.json.

export interface paths {
    "/api/v1/arrivals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes where the viewer came from. */
        post: operations["arrival_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/episodes/{episode_id}/like": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Notes that the viewer likes an episode. */
        put: operations["episode_like"];
        post?: never;
        /** Takes the viewer's like of an episode back. */
        delete: operations["episode_unlike"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/episodes/{episode_id}/play": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins a view: a ticket, and the addresses that it opens. */
        post: operations["episode_play"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gives the feed: of one series a card an episode; else For You, a card a series. */
        get: operations["feed_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows what the viewer has watched, without what he only looked at. */
        get: operations["history_show"];
        put?: never;
        post?: never;
        /** Forgets what the viewer has watched. */
        delete: operations["history_clear"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/{series_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forgets that the viewer has watched a series. */
        delete: operations["history_forget"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the first page of the catalogue, for this viewer. */
        get: operations["home_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the viewer's list. What can no longer be seen is left out, and comes back with the series. */
        get: operations["list_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known of whoever asks. */
        get: operations["me_show"];
        put?: never;
        post?: never;
        /**
         * Erases whoever asks: his account, all that is kept of him, on every device. It is not undone.
         * @description Views that were counted stay counted, and are nobody's.
         */
        delete: operations["me_erase"];
        options?: never;
        head?: never;
        /** Writes down what a viewer says of himself. */
        patch: operations["me_change"];
        trace?: never;
    };
    "/api/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that is kept of whoever asks, as a file. */
        get: operations["me_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkey-sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs the device in with a passkey, and merges its guest into the account. */
        post: operations["me_passkey_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkey-sign-in/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to sign in with a passkey: gives what the browser asks an authenticator for. */
        post: operations["me_passkey_sign_in_begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The passkeys of whoever asks. */
        get: operations["me_passkeys_list"];
        put?: never;
        /** Adds a passkey to the account of whoever asks. */
        post: operations["me_passkeys_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/{passkey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a passkey away. Nobody is locked out by it: the link by mail is always there. */
        delete: operations["me_passkeys_remove"];
        options?: never;
        head?: never;
        /** Calls a passkey something else. */
        patch: operations["me_passkeys_rename"];
        trace?: never;
    };
    "/api/v1/me/passkeys/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to add a passkey: gives what the browser asks an authenticator for. */
        post: operations["me_passkeys_begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs the device in by a link from a mail, and merges its guest into the account.
         * @description Opening the page uses nothing up: programs that look through mail open every link in it.
         */
        post: operations["me_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sign-in-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a link that signs in whoever reads the mail: once, within 15 minutes, in any browser.
         * @description The answer is the same whether the address has an account or not.
         */
        post: operations["me_sign_in_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs the device out: it is a new guest's. The account loses nothing. A guest has nothing to leave,
         *     and stays who he is.
         */
        post: operations["me_sign_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Searches titles, people, genres, moods and synopses in every language. */
        get: operations["search_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the series that can be seen, or those of a genre or a mood among them, newest first, 200 at most. */
        get: operations["series_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/series/{series_id}/asked-languages/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Asks for a series in a language. The publisher sees how many viewers ask. */
        put: operations["series_ask"];
        post?: never;
        /** No longer asks for a series in a language. */
        delete: operations["series_unask"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/series/{series_id}/listing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Puts a series on the viewer's list. */
        put: operations["series_enlist"];
        post?: never;
        /** Takes a series off the viewer's list. */
        delete: operations["series_unlist"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/series/{series_id}/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Remembers where the viewer is in a series. */
        put: operations["series_place"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/series/{series_id}/trailer/play": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to play the trailer of a series, as an episode is played. It is no view: nothing is kept of it. */
        post: operations["trailer_play"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/series/{series}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a series, its episodes, and what the viewer did with them. */
        get: operations["series_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/storefront": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the storefront that is reached under the name the request was sent to. */
        get: operations["storefront_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{view_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Notes what was watched so far. The ticket says whose view it is; a state that came before is merged, not counted
         *     again.
         */
        put: operations["view_note"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/e/{ticket}/{track}/{plan}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One segment, encrypted with AES-128. Never at the address of the clear one. */
        get: operations["media_encrypted"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Says that the process lives, and nothing more: whoever restarts us asks this. */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/i/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A public picture: a poster, a cover. */
        get: operations["media_picture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/k/{ticket}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What decrypts the segments under `/e/`: 16 bytes. Nobody keeps it. */
        get: operations["media_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/m/{ticket}/{track}/{playlist}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The playlist of one track: where its segments are. */
        get: operations["media_playlist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/m/{ticket}/master.m3u8": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The multivariant playlist: which tracks there are for this ticket. */
        get: operations["media_master"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mails of a service that is only being tried out, as a page. */
        get: operations["mailbox_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailbox.css": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the page of the mailbox looks. */
        get: operations["mailbox_style"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailbox.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mails of a service that is only being tried out. */
        get: operations["mailbox_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The numbers of this process, as Prometheus reads them. */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document: what the service answers, for programs. */
        get: operations["openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/p/{ticket}/{video}/{audio}/{plan}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The start pack: four big-endian lengths of 32 bits, then the heads of picture and sound, the first
         *     segment of the sound and that of the picture.
         */
        get: operations["media_start"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Says whether requests may be sent here: the database answers and is up to date, and the media
         *     store can be written.
         */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{ticket}/{track}/{plan}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One file of a track: `init.mp4`, a segment `{n}.m4s`, or a segment of subtitles `{n}.vtt`. */
        get: operations["media_segment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{ticket}/{track}/whole.vtt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All subtitles of a track in one file, for players that draw them themselves. */
        get: operations["media_subtitles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{ticket}/storyboard.jpg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Small pictures of the whole cut on one sheet. */
        get: operations["media_storyboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description How old somebody is, roughly.
         * @enum {string}
         */
        AgeBandBody: "under-18" | "18-24" | "25-34" | "35-44" | "45-54" | "55-plus";
        /** @description A visit by a link of a campaign. */
        ArrivalRequest: {
            /** @description The parameters of the link, by their names: `utm_…`, `c`, and what networks call a click, such as `gclid` and `fbclid`. */
            campaign: {
                [key: string]: string;
            };
            /**
             * @description The page that was opened.
             * @example /watch/the-lantern-debt/1
             */
            path: string;
            /** @description The origin of the page that had the link. */
            referrer?: string | null;
        };
        /** @description A language of the sound. */
        AudioBody: {
            /**
             * @description What this viewer hears first: the dub that he chose, else what his browser asks for, else the original. The
             *     start pack is in it.
             */
            default: boolean;
            language: string;
            /** @description What the language calls itself. */
            name: string;
            /** @description The language in which the series was made. */
            original: boolean;
            track: string;
        };
        BTreeMap: {
            [key: string]: string;
        };
        /** @description An episode, as lists show it. */
        EpisodeCard: {
            /** Format: int64 */
            duration_ms: number;
            /** @example ep_01k0000000000000000000000a */
            id: string;
            /** @description Whether this viewer likes it. */
            liked: boolean;
            /**
             * Format: int32
             * @description Its place in the series, from 1.
             */
            number: number;
            /** @description The poster as a ThumbHash in base64, to show until it is there. */
            placeholder?: string | null;
            poster?: string | null;
            /** @description The poster in other widths, from small to large. */
            poster_renditions: components["schemas"]["RenditionBody"][];
            /** @description By language; may be empty. */
            synopsis: components["schemas"]["BTreeMap"];
            /** @description By language; may be empty. */
            title: components["schemas"]["BTreeMap"];
            /** @description Whether this viewer has seen it: he was at its end, or is past it. */
            watched: boolean;
        };
        /** @description All that is kept of somebody. */
        ExportBody: {
            /** @description What this file is. */
            about: string;
            /** @example 2026-11-25T08:00:00Z */
            exported_at: string;
            /** @description By kind: `places`, `listings`, `likes`, `views` and so on. Times are in UTC. */
            records: {
                [key: string]: Record<string, never>[];
            };
        };
        /** @description Cards to swipe through. */
        FeedBody: {
            cards: components["schemas"]["FeedCard"][];
            kind: components["schemas"]["FeedKind"];
            /**
             * Format: int64
             * @description How far into its episode this viewer was.
             */
            position_ms: number;
            /** @description Which card comes first to the eye. */
            start: number;
        };
        /** @description One stop of the feed. */
        FeedCard: {
            /** @description Only adults may watch it, and this viewer has not said that he is one. */
            age_gate: boolean;
            episode: components["schemas"]["EpisodeCard"];
            /** @description Whether the series is on this viewer's list. */
            listed: boolean;
            play?: components["schemas"]["PlayBody"] | null;
            /**
             * Format: int64
             * @description How far into the episode this viewer was.
             */
            position_ms: number;
            series: components["schemas"]["FeedSeries"];
        };
        /**
         * @description What the cards are.
         * @enum {string}
         */
        FeedKind: "for_you" | "series";
        /** @description What a card says of its series. */
        FeedSeries: {
            /** Format: int32 */
            episode_count: number;
            id: string;
            original_language: string;
            slug: string;
            /** @description By language. */
            title: components["schemas"]["BTreeMap"];
        };
        /**
         * @description Where it was found.
         * @enum {string}
         */
        FieldBody: "title" | "person" | "genre" | "mood" | "synopsis";
        /** @description A registration with a regulator. */
        FilingBody: {
            /** @description As the regulator writes it. */
            number: string;
            /**
             * @description Two letters, ISO 3166-1.
             * @example CN
             */
            territory: string;
        };
        /**
         * @description What somebody calls himself or herself.
         * @enum {string}
         */
        GenderBody: "woman" | "man" | "other";
        /** @description What the viewer has watched. */
        HistoryBody: {
            /** @description The latest first, 100 at most. */
            entries: components["schemas"]["HistoryEntry"][];
        };
        /** @description A series that the viewer has watched. */
        HistoryEntry: {
            /** @description Where he was in it. */
            place: components["schemas"]["PlaceBody"];
            series: components["schemas"]["SeriesCard"];
            /**
             * Format: int64
             * @description When he was there.
             */
            updated_at_ms: number;
        };
        /** @description The first page of a catalogue. */
        HomeBody: {
            hero?: components["schemas"]["SeriesCard"] | null;
            /** @description Rows of series, none of them empty. */
            rails: components["schemas"]["RailBody"][];
        };
        /** @description In which languages a series can be heard and read. */
        LanguagesBody: {
            audio: string[];
            subtitles: string[];
        };
        /** @description The viewer's list. */
        ListBody: {
            /** @description Newest first. */
            entries: components["schemas"]["ListEntry"][];
        };
        /** @description A series on a list. */
        ListEntry: {
            /** Format: int64 */
            listed_at_ms: number;
            place?: components["schemas"]["PlaceBody"] | null;
            series: components["schemas"]["SeriesCard"];
        };
        /** @description A mail. */
        MailBody: {
            html: string;
            language: string;
            /** @description The link in it. */
            link: string;
            /** Format: int64 */
            sent_at_ms: number;
            subject: string;
            text: string;
            to: string;
        };
        /** @description The mails that arrived. */
        MailboxBody: {
            /** @description The newest first. */
            mails: components["schemas"]["MailBody"][];
        };
        /** @description By what a series was found. */
        MatchedBody: {
            field: components["schemas"]["FieldBody"];
            /** @description Of the text, where it has one. */
            language?: string | null;
            /** @description What of the text was meant: where it begins and how long it is, in Unicode scalar values. */
            ranges: number[][];
            /** @description The text in which it was found, of a synopsis a part. */
            text: string;
        };
        /** @description What is known of whoever asks. */
        MeBody: {
            /** Format: int64 */
            created_at_ms: number;
            /** @description Where mail reaches him. */
            email?: string | null;
            /** @description Whether he said that he is of age. */
            of_age: boolean;
            profile: components["schemas"]["ProfileBody"];
            /** @description Whether there is a way in from another device: an address. */
            signed_in: boolean;
            /** @example vwr_01k0000000000000000000000a */
            viewer_id: string;
        };
        /** @description What a viewer says of himself. What is left out stays as it is. */
        MeChange: {
            /** @description `true` passes the age gate. It is not taken back. */
            of_age?: boolean | null;
            profile?: components["schemas"]["ProfileChange"] | null;
        };
        /**
         * @description What `PublicKeyCredential.toJSON()` gives after `navigator.credentials.create()`. There may be
         *     more in it.
         */
        NewCredential: {
            response: components["schemas"]["NewCredentialResponse"];
        };
        /** @description The authenticator's answer. */
        NewCredentialResponse: {
            attestationObject: string;
            clientDataJSON: string;
        };
        /** @description A kind of key that is taken, the best first. */
        PasskeyAlgorithmBody: {
            /**
             * Format: int64
             * @example -7
             */
            alg: number;
            type: components["schemas"]["PasskeyTypeBody"];
        };
        /** @description A passkey, as its owner sees it. */
        PasskeyBody: {
            /** Format: int64 */
            created_at_ms: number;
            /**
             * @description At which name of the service it is good.
             * @example watch.example.org
             */
            host: string;
            /**
             * Format: int64
             * @description When it last signed in.
             */
            last_used_at_ms?: number | null;
            /** @example Android */
            name: string;
            /** @example pk_01k0000000000000000000000a */
            passkey_id: string;
        };
        /** @description What to change of a passkey. */
        PasskeyChange: {
            /** @description What to call it: a line of 1 to 60 characters. */
            name: string;
        };
        /**
         * @description What an authenticator is asked to make: WebAuthn's `PublicKeyCredentialCreationOptionsJSON`, which
         *     `PublicKeyCredential.parseCreationOptionsFromJSON()` reads.
         */
        PasskeyCreationBody: {
            /** @example none */
            attestation: string;
            authenticatorSelection: components["schemas"]["PasskeySelectionBody"];
            /** @description Good once, for ten minutes, on this device. */
            challenge: string;
            /** @description Those that he has: no authenticator makes him a second one. */
            excludeCredentials: components["schemas"]["PasskeyNamedBody"][];
            pubKeyCredParams: components["schemas"]["PasskeyAlgorithmBody"][];
            rp: components["schemas"]["PasskeyPartyBody"];
            /**
             * Format: int64
             * @description In milliseconds.
             */
            timeout: number;
            user: components["schemas"]["PasskeyUserBody"];
        };
        /**
         * @description How much we want of an authenticator what not every one can do.
         * @enum {string}
         */
        PasskeyDemandBody: "required";
        /** @description A passkey, as authenticators name it. */
        PasskeyNamedBody: {
            id: string;
            type: components["schemas"]["PasskeyTypeBody"];
        };
        /** @description Who we are. */
        PasskeyPartyBody: {
            /** @example watch.example.org */
            id: string;
            name: string;
        };
        /** @description A passkey that an authenticator has made. */
        PasskeyRequest: {
            credential: components["schemas"]["NewCredential"];
            /**
             * @description What to call it: a line of 1 to 60 characters.
             * @example Android
             */
            name: string;
        };
        /** @description The passkeys of an account. */
        PasskeysBody: {
            /** @description The oldest first. */
            passkeys: components["schemas"]["PasskeyBody"][];
            /**
             * Format: int64
             * @description How many there may be.
             */
            passkeys_max: number;
        };
        /** @description Which authenticators will do. */
        PasskeySelectionBody: {
            requireResidentKey: boolean;
            /** @description It is found without an address typed. */
            residentKey: components["schemas"]["PasskeyDemandBody"];
            /** @description Finger, face or PIN. */
            userVerification: components["schemas"]["PasskeyDemandBody"];
        };
        /**
         * @description What an authenticator is asked to sign: WebAuthn's `PublicKeyCredentialRequestOptionsJSON`, which
         *     `PublicKeyCredential.parseRequestOptionsFromJSON()` reads. No passkey is named: any will do that
         *     the authenticator has for us.
         */
        PasskeySignInBody: {
            /** @description Good once, for ten minutes, on this device. */
            challenge: string;
            /** @example watch.example.org */
            rpId: string;
            /**
             * Format: int64
             * @description In milliseconds.
             */
            timeout: number;
            /** @description Finger, face or PIN. */
            userVerification: components["schemas"]["PasskeyDemandBody"];
        };
        /** @description What the authenticator has signed. */
        PasskeySignInRequest: {
            credential: components["schemas"]["ShownCredential"];
        };
        /**
         * @description What credentials there are in WebAuthn.
         * @enum {string}
         */
        PasskeyTypeBody: "public-key";
        /** @description Who he is. */
        PasskeyUserBody: {
            displayName: string;
            /** @description Drawn by chance: it says nothing of him. */
            id: string;
            /**
             * @description What his device shows when he chooses among his passkeys.
             * @example mei@example.org
             */
            name: string;
        };
        /** @description Somebody who plays in a series. */
        PersonBody: {
            /** @description Who that is in the story. */
            character?: string | null;
            name: string;
            /** @description What that is in the story, by language; may be empty. */
            role: components["schemas"]["BTreeMap"];
        };
        /** @description Where a viewer was in a series. */
        PlaceBody: {
            /**
             * Format: int64
             * @description How long that episode is.
             */
            duration_ms: number;
            /** @example ep_01k0000000000000000000000a */
            episode_id: string;
            /**
             * Format: int32
             * @description The place of that episode in the series.
             */
            episode_number: number;
            /** Format: int64 */
            position_ms: number;
        };
        /** @description Where the viewer is. */
        PlaceRequest: {
            /** @example ep_01k0000000000000000000000a */
            episode_id: string;
            /**
             * Format: int64
             * @description How far into the episode.
             */
            position_ms: number;
        };
        /** @description A view that may begin, and all that a player needs for it. */
        PlayBody: {
            /** @description The original first. */
            audio: components["schemas"]["AudioBody"][];
            /** Format: int64 */
            duration_ms: number;
            /** @description Whether the segments are encrypted. The start pack never is. */
            encrypted: boolean;
            /**
             * Format: int64
             * @description When the ticket is over, in milliseconds since 1970.
             */
            expires_at_ms: number;
            /** @description The address of the multivariant playlist. */
            master: string;
            /** @description The address of the start pack. */
            start: string;
            storyboard?: components["schemas"]["StoryboardBody"] | null;
            subtitles: components["schemas"]["SubtitlesBody"][];
            /** @description Stands in every address of its media. */
            ticket: string;
            /** @description From small to large. */
            video: components["schemas"]["VideoBody"][];
            /**
             * @description The view that this playing counts for.
             * @example view_01k0000000000000000000000a
             */
            view_id: string;
        };
        /** @description Nothing is asked for yet but the episode. */
        PlayRequest: Record<string, never>;
        /** @description Problem details, RFC 9457. */
        ProblemBody: {
            /** @description What happened this time, for people. */
            detail?: string | null;
            /** @description What the log calls this request. */
            request_id: string;
            /**
             * Format: int32
             * @description The status again.
             */
            status: number;
            /** @description What kind of problem it is, for people. */
            title: string;
            /**
             * @description `/problems/` and the problem's stable name.
             * @example /problems/not-found
             */
            type: string;
        };
        /** @description What he chose to say of himself. */
        ProfileBody: {
            age_band?: components["schemas"]["AgeBandBody"] | null;
            gender?: components["schemas"]["GenderBody"] | null;
        };
        /** @description What is `null` is said no longer. */
        ProfileChange: {
            age_band?: components["schemas"]["AgeBandBody"] | null;
            gender?: components["schemas"]["GenderBody"] | null;
        };
        /** @description How well it played. CMCD (CTA-5004) has names for some of it. */
        QualityRequest: {
            /**
             * Format: int32
             * @description Of the picture that was shown last. CMCD: `br`.
             */
            bitrate_kbps?: number | null;
            /** @description The names of what went wrong. CMCD: `ec`. */
            errors: string[];
            /**
             * @description What the browser calls the network.
             * @example 4g
             */
            network?: string | null;
            /**
             * Format: int32
             * @description For how long it ran.
             */
            played_ms: number;
            /** @description It was ready before he came. */
            prepared: boolean;
            /** @description Data were being saved. */
            saver: boolean;
            /**
             * Format: int32
             * @description For how long, together. CMCD: `bsd`.
             */
            stalled_ms: number;
            /**
             * Format: int32
             * @description How often it stood still. CMCD: `bs`.
             */
            stalls: number;
            /**
             * Format: int32
             * @description From the wish to play to the first frame. CMCD: `msd`.
             */
            startup_ms?: number | null;
            /** @description The viewer went on before its end. */
            swiped_away: boolean;
            /**
             * Format: int32
             * @description The best that there was. CMCD: `tb`.
             */
            top_bitrate_kbps?: number | null;
        };
        /** @description A row of series. */
        RailBody: {
            /** @description 20 at most. */
            entries: components["schemas"]["RailEntry"][];
            kind: components["schemas"]["RailKind"];
            /** @description Of a genre or mood, as the publisher writes it. */
            name?: string | null;
        };
        /** @description A series on a rail. */
        RailEntry: {
            place?: components["schemas"]["PlaceBody"] | null;
            series: components["schemas"]["SeriesCard"];
        };
        /**
         * @description What the series of a rail have in common.
         * @enum {string}
         */
        RailKind: "continue" | "new" | "top" | "genre" | "mood";
        /** @description A picture in one width, as WebP. */
        RenditionBody: {
            url: string;
            /**
             * Format: int32
             * @description In pixels.
             */
            width: number;
        };
        /** @description A series that was found. */
        ResultBody: {
            matched: components["schemas"]["MatchedBody"];
            series: components["schemas"]["SeriesCard"];
        };
        /** @description What was found. */
        SearchBody: {
            /** @description The best first, 20 at most. */
            results: components["schemas"]["ResultBody"][];
        };
        /** @description A series with its episodes. */
        SeriesBody: {
            /** @description The languages that this viewer asks for. */
            asked_languages: string[];
            /** @description Who plays in it, the most important first. */
            cast: components["schemas"]["PersonBody"][];
            /** @description In order. */
            episodes: components["schemas"]["EpisodeCard"][];
            /** @description Its registrations with regulators. */
            filings: components["schemas"]["FilingBody"][];
            /** @description Whether it is on this viewer's list. */
            listed: boolean;
            place?: components["schemas"]["PlaceBody"] | null;
            series: components["schemas"]["SeriesCard"];
            trailer?: components["schemas"]["TrailerBody"] | null;
        };
        /** @description A series, as lists show it. */
        SeriesCard: {
            /** @description 9:16, for a whole screen. */
            cover?: string | null;
            /** @description The same in other widths, where one series is shown large. */
            cover_renditions?: components["schemas"]["RenditionBody"][];
            /** Format: int32 */
            episode_count: number;
            genres: string[];
            /** @description 4:5, for the top of a page. */
            hero?: string | null;
            /** @description The same in other widths, where one series is shown large. */
            hero_renditions?: components["schemas"]["RenditionBody"][];
            /** @example ser_01k0000000000000000000000a */
            id: string;
            languages: components["schemas"]["LanguagesBody"];
            moods: string[];
            /**
             * @description The language in which it was made.
             * @example en
             */
            original_language: string;
            /** @description The poster as a ThumbHash in base64, to show until it is there. */
            placeholder?: string | null;
            /** @description 2:3, for lists. */
            poster?: string | null;
            /**
             * @description The poster in the widths of lists, from small to large; in all widths where one series is
             *     shown large. Empty: there is nothing but the poster itself.
             */
            poster_renditions: components["schemas"]["RenditionBody"][];
            /** @description For whom it is suited, as the publisher writes it. */
            rating?: string | null;
            /**
             * @description Its name in addresses.
             * @example the-lantern-debt
             */
            slug: string;
            /** @description By language. */
            synopsis: components["schemas"]["BTreeMap"];
            /** @description By language. */
            title: components["schemas"]["BTreeMap"];
        };
        /** @description The series that can be seen. */
        SeriesListBody: {
            /** @description Newest first. */
            series: components["schemas"]["SeriesCard"][];
        };
        /**
         * @description What `PublicKeyCredential.toJSON()` gives after `navigator.credentials.get()`. There may be more
         *     in it.
         */
        ShownCredential: {
            id: string;
            response: components["schemas"]["ShownCredentialResponse"];
        };
        /** @description The authenticator's answer. */
        ShownCredentialResponse: {
            authenticatorData: string;
            clientDataJSON: string;
            signature: string;
            userHandle: string;
        };
        /** @description Where to send a link. */
        SignInLinkRequest: {
            /** @example mei@example.org */
            email: string;
            /**
             * @description In which language the mail is to be.
             * @example zh-Hans
             */
            language: string;
            /**
             * @description The page to go on with afterwards: a path of the app.
             * @example /list
             */
            next?: string | null;
        };
        /** @description What the link carried. */
        SignInRequest: {
            token: string;
        };
        /** @description What the app has to know of its storefront. */
        StorefrontBody: {
            /** @description The languages of the interface. */
            languages: string[];
            /** @description The address of its name as a picture. */
            logo?: string | null;
            /** @description What it is called. */
            name: string;
            /**
             * @description The page that is seen first.
             * @example for-you
             */
            start: string;
            /**
             * @description The market that it is for, as ISO 3166-1 alpha-2.
             * @example ID
             */
            territory?: string | null;
        };
        /** @description Small pictures in rows on one sheet, for the progress bar. */
        StoryboardBody: {
            /** Format: int32 */
            columns: number;
            /** Format: int32 */
            count: number;
            /**
             * Format: int32
             * @description From one picture to the next.
             */
            interval_ms: number;
            /** Format: int32 */
            rows: number;
            /** Format: int32 */
            tile_height: number;
            /** Format: int32 */
            tile_width: number;
            url: string;
        };
        /** @description A language of the subtitles. */
        SubtitlesBody: {
            language: string;
            /** @description What the language calls itself. */
            name: string;
            track: string;
            /** @description All of it as one WebVTT file. */
            url: string;
        };
        /** @description What makes somebody want to watch it; played by `trailer_play`. */
        TrailerBody: {
            /** Format: int64 */
            duration_ms: number;
            poster?: string | null;
        };
        /** @description A quality. */
        VideoBody: {
            /**
             * Format: int64
             * @description Bits a second at its worst.
             */
            bandwidth: number;
            /** @example avc1.64001f */
            codecs: string;
            /** Format: int32 */
            height: number;
            track: string;
            /** Format: int32 */
            width: number;
        };
        /** @description All that is known of a view. Sent again every few seconds, and when it ends. */
        ViewRequest: {
            /** @description The same for seconds that were shown twice. */
            again: string;
            /** @description Whether its end was reached. */
            ended: boolean;
            /**
             * Format: int64
             * @description Where the viewer is in the episode.
             */
            position_ms: number;
            quality: components["schemas"]["QualityRequest"];
            /**
             * @description 24 bytes in base64: bit `s` of byte `s / 8`, the lowest first, says that second `s` was shown for at least half
             *     of its length.
             */
            seconds: string;
            /** @description The ticket that the view began with. It may have ended, up to a day ago. */
            ticket: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    arrival_note: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArrivalRequest"];
            };
        };
        responses: {
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    episode_like: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the episode. */
                episode_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description He likes it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    episode_unlike: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the episode. */
                episode_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description He does not like it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    episode_play: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the episode. */
                episode_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlayRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlayBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    feed_show: {
        parameters: {
            query?: {
                /** @description An id or a number. Without it: where this viewer goes on in the series, else its first. */
                episode?: string;
                /** @description An id or a slug. Without it: one card for each of many series, for this viewer. */
                series?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    history_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    history_clear: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgotten. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    history_forget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the series. */
                series_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgotten. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    home_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HomeBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_erase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erased. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_export: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_passkey_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeySignInRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_passkey_sign_in_begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeySignInBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_passkeys_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeysBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_passkeys_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_passkeys_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the passkey. */
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It signs nobody in any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_passkeys_rename: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the passkey. */
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyChange"];
            };
        };
        responses: {
            /** @description It is called so. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_passkeys_begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyCreationBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_sign_in_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInLinkRequest"];
            };
        };
        responses: {
            /** @description A mail is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    me_sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    search_show: {
        parameters: {
            query: {
                /**
                 * @description A title, a person, a genre, a mood or a word of a synopsis, in any language, or how it
                 *     begins; one slip does no harm.
                 */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    series_list: {
        parameters: {
            query?: {
                /** @description As any publisher writes it: capitals do not matter. */
                genre?: string;
                /** @description In the same way. Not together with a genre. */
                mood?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesListBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    series_ask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A BCP-47 tag.
                 * @example hi
                 */
                language: string;
                /** @description The id of the series. */
                series_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is asked for. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    series_unask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A BCP-47 tag.
                 * @example hi
                 */
                language: string;
                /** @description The id of the series. */
                series_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is not asked for. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    series_enlist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the series. */
                series_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on the list. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    series_unlist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the series. */
                series_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is not on the list. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    series_place: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the series. */
                series_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceRequest"];
            };
        };
        responses: {
            /** @description Remembered. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    trailer_play: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the series. */
                series_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlayRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlayBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    series_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id or a slug. */
                series: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    storefront_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StorefrontBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    view_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The view that the ticket is of. */
                view_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewRequest"];
            };
        };
        responses: {
            /** @description Kept. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    media_encrypted: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `{n}.m4s`. */
                file: string;
                /** @description `feed`, `steady` or `keyframes`. */
                plan: string;
                ticket: string;
                track: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process lives. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    media_picture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `{sha256}.jpg`, or `{sha256}.webp` for a rendition. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": number[];
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": number[];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    media_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    media_playlist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `feed.m3u8`, `steady.m3u8`, or `keyframes.m3u8` of pictures. */
                playlist: string;
                ticket: string;
                track: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apple.mpegurl": string;
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    media_master: {
        parameters: {
            query?: {
                /** @description `feed` (short first segments) or `steady`. */
                plan?: string;
            };
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apple.mpegurl": string;
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    mailbox_page: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    mailbox_style: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/css": string;
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    mailbox_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailboxBody"];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics in Prometheus' text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    media_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                audio: string;
                /** @description `feed` or `steady`. */
                plan: string;
                ticket: string;
                video: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests may come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Not now; the problem says why. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    media_segment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `init.mp4`, `{n}.m4s` or `{n}.vtt`. */
                file: string;
                /** @description `feed`, `steady` or `keyframes`. */
                plan: string;
                ticket: string;
                track: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": number[];
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": number[];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    media_subtitles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
                track: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/vtt": string;
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    media_storyboard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": number[];
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": number[];
                };
            };
            /** @description Refused. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
}
