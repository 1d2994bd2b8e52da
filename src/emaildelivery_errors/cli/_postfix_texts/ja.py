"""Japanese texts."""

from typing import Final

TEXTS: Final[dict[str, dict[str, str]]] = {
    "relayhost_missing": {
        "title": "relayhostが未設定",
        "why": "relayhostがないと、PostfixはOCI Email Deliveryを経由せず、受信者のメールサーバーへ直接配送します。",
        "remedy": "relayhostに、ご利用のリージョンのエンドポイントを設定してください。エンドポイントは、コンソールの「Email Delivery」の「構成」で確認できます。下の行のリージョンは一例です。",
    },
    "relayhost_elsewhere": {
        "title": "relayhost以外のパラメーターで中継している可能性",
        "why": "relayhostは未設定ですが、{parameter}でも中継先を指定できます。テーブルの内容はmain.cfからは確認できません。",
        "remedy": "中継先として、角かっこで囲んだOCIのエンドポイントと、ポート587または465が指定されていることを確認してください。ポート465の場合は、smtp_tls_wrappermode = yesも必要です。",
    },
    "relayhost_not_oci": {
        "title": "relayhostがOCI Email Deliveryのエンドポイント名と異なる",
        "why": "パブリックエンドポイントの名前は、smtp.email.<リージョン>.oci.oraclecloud.comの形です。プライベートエンドポイントや、OCIへ中継する自社のサーバーであれば問題ありません。以降の項目は、中継先がOCIであるものとして確認しています。",
        "remedy": "コンソールの「Email Delivery」の「構成」に表示されるエンドポイントと照合してください。",
    },
    "relayhost_no_brackets": {
        "title": "relayhostに角かっこがない",
        "why": "角かっこがないと、Postfixはまずその名前のMXレコードを検索します。エンドポイントはホストそのものです。また、smtp_sasl_password_mapsのキーも同じ形で書く必要があります。",
        "remedy": "ホスト名を角かっこで囲んでください。smtp_sasl_password_mapsの1列目も同様に変更してください。",
    },
    "relayhost_no_port": {
        "title": "relayhostにポートの指定がない",
        "why": "ポートを省略すると、Postfixはポート25に接続します。OCIはポート25でも受け付けますが、外部へのポート25の通信を遮断しているネットワークが多くあります。",
        "remedy": "ポート587（STARTTLS）を指定するか、ポート465を指定してsmtp_tls_wrappermode = yesを設定してください。smtp_sasl_password_mapsの1列目も合わせて変更してください。",
    },
    "relayhost_port": {
        "title": "OCIが受け付けないポート{port}",
        "why": "OCI Email Deliveryが受け付けるポートは、587と25（STARTTLS）、465（接続時からTLS）です。",
        "remedy": "ポート587を使用するか、ポート465とsmtp_tls_wrappermode = yesを使用してください。smtp_sasl_password_mapsの1列目も合わせて変更してください。",
    },
    "line_broken": {
        "title": "「名前 = 値」の形ではない行",
        "why": "このような行があると、Postfixは起動しません。",
        "remedy": "行を修正するか、削除してください。前の行の続きであれば行頭に空白を、コメントであれば行頭に#を入れてください。",
    },
    "value_broken": {
        "title": "{parameter}の値を展開できない",
        "why": "$の後に名前がない、かっこが閉じていない、または自分自身を参照しています。Postfixは「macro processing error」で停止します。",
        "remedy": "参照を修正するか、下の行のとおり既定値に戻してください。$という文字そのものを書く場合は、$$とします。",
    },
    "value_invalid": {
        "title": "{parameter}の値をPostfixが解釈できない（{kind}）",
        "why": "真偽値はyesかnoのみ、サイズは単位を付けないバイト数です。それ以外の値では、Postfixは致命的エラーで停止し、メールは配信キューに残ります。",
        "remedy": "Postfixが解釈できる形で値を書いてください。",
    },
    "tls_wrappermode_missing": {
        "title": "ポート465でsmtp_tls_wrappermodeが無効",
        "why": "ポート465では、接続した直後からTLSで通信します。smtp_tls_wrappermodeがないと、Postfixは平文の応答を待ち続け、タイムアウトします。",
        "remedy": "smtp_tls_wrappermodeを有効にしてください（Postfix 3.0以降）。smtp_tls_security_levelはencrypt以上にする必要があります。Oracleのページに記載のあるmayは、ポート465では使用できません。",
    },
    "tls_wrappermode_not_465": {
        "title": "ポート{port}でsmtp_tls_wrappermodeが有効",
        "why": "ポート{port}では、サーバーが先に平文で応答し、TLSはSTARTTLSで開始します。smtp_tls_wrappermodeが有効だと、TLSのハンドシェイクに失敗するか、応答待ちのまま止まります。",
        "remedy": "smtp_tls_wrappermodeを無効にするか、ポート465を使用してください。",
    },
    "tls_level_unknown": {
        "title": "smtp_tls_security_levelの値が不明",
        "why": "指定できる値は、none、may、encrypt、dane、dane-only、fingerprint、verify、secureです。それ以外の値では、Postfixのsmtpプロセスが「Invalid TLS level」で停止し、すべてのメールが配信キューに残ります。",
        "remedy": "encryptを指定してください。サーバー証明書を検証する場合は、verifyまたはsecureを指定します。",
    },
    "tls_wrong_side": {
        "title": "TLSの設定が受信側（smtpd_）のみで、OCIへの送信側（smtp_）にない",
        "why": "smtpd_で始まるパラメーターはサーバー側の設定で、メールを受信するときにPostfixがクライアントに何を通知するかを決めます。OCIへの送信はクライアント側の処理で、smtp_で始まるパラメーターに従います。Oracleのページの最も古い版は、smtp_tls_security_levelをsmtpd_tls_security_levelの動作で説明していました（その後の版で修正されています）。",
        "remedy": "送信側のパラメーターを追加してください。受信側の設定は、OCIへの送信に関係しないため、残しておいて構いません。",
    },
    "tls_level_missing": {
        "title": "smtp_tls_security_levelが未設定",
        "why": "既定値は空で、TLSを使用しません（compatibility_levelが3.11以上の場合、既定値はmayです）。OCIではTLS 1.2が必須で、TLSを使わないと認証もできません。",
        "remedy": "encryptを設定してください。TLSを使えないときは送信せずに配送を保留します。Oracleのページにはmayも記載されていますが、mayではTLSを使えないときに平文で送信します。",
    },
    "tls_level_none": {
        "title": "送信時のTLSが無効",
        "why": "OCIではTLS 1.2が必須で、TLSを使わないと認証もできません。",
        "remedy": "encryptを設定してください。TLSを使えないときは送信せずに配送を保留します。",
    },
    "tls_level_465": {
        "title": "ポート465ではTLSレベル{level}は不十分",
        "why": "ポート465ではsmtp_tls_wrappermodeが必要で、そのためにはencrypt以上のレベルが必要です。Oracleのページにはレベルmayとポート465の推奨がどちらも記載されていますが、この2つは組み合わせられません。",
        "remedy": "encryptを設定してください。",
    },
    "tls_level_may": {
        "title": "TLSレベル{level}では平文で送信する場合がある",
        "why": "このレベルでは、サーバーがTLSを提示しないときや、ハンドシェイクに失敗したときに、平文で送信します（daneの場合は、有効なTLSAレコードがないとき）。OCIではTLSが必須のため、メッセージは拒否されるか、途中で盗み見られるおそれがあります。mayはOracleのページに記載のある値ですが、本ライブラリではencryptをお勧めします。",
        "remedy": "encryptを設定してください。TLSを使えないときは送信せずに配送を保留します。",
    },
    "tls_no_ca": {
        "title": "TLSレベル{level}で認証局の証明書が未設定",
        "why": "このレベルではサーバー証明書を検証しますが、Postfixは既定ではどの認証局も信頼しません。すべてのメールが「Server certificate not trusted」または「not verified」で配送保留になります。",
        "remedy": "OSの証明書ファイルを指定してください。DebianとUbuntuでは/etc/ssl/certs/ca-certificates.crt、Oracle LinuxとRHELでは/etc/pki/tls/certs/ca-bundle.crtです。",
    },
    "tls_protocols": {
        "title": "{parameter}でTLS 1.2が除外されているか、値を解釈できない",
        "why": "OCIではTLS 1.2が必須です。古いバージョンが有効なまま途中のバージョンを除外すると、それより新しいバージョンもすべて無効になります（postconf(5)）。",
        "remedy": "TLS 1.2以降を有効にしてください。Postfix 3.6より前のバージョンでは、代わりに!SSLv2, !SSLv3, !TLSv1, !TLSv1.1と書いてください。",
    },
    "sasl_auth_missing": {
        "title": "smtp_sasl_auth_enableが無効",
        "why": "有効にしないとPostfixは認証を行いません。OCIはMAILコマンドに535 Authentication requiredを返し、メールはバウンスします。smtpd_sasl_auth_enableは、Postfixに接続するクライアントの認証の設定で、OCIへの送信には影響しません。",
        "remedy": "有効にしてください。",
    },
    "sasl_passwords_missing": {
        "title": "smtp_sasl_password_mapsが未設定",
        "why": "SMTP資格証明のユーザー名とパスワードを書くテーブルです。これがないと、Postfixは認証を行いません。",
        "remedy": "/etc/postfix/sasl_passwdに、main.cfのrelayhostとまったく同じ文字列、空白、「ユーザー名:パスワード」の順で1行を書き、chmod 600とpostmapを実行してください。PostfixがBerkeley DBなしでビルドされている環境（RHEL 10など）では、hash:の代わりにlmdb:と書いてください。",
    },
    "sasl_no_plain": {
        "title": "SASLのセキュリティオプションでPLAINが使用できない",
        "why": "OCIが提示する認証方式はAUTH PLAINのみです。smtp_sasl_security_optionsの既定値はnoplaintext, noanonymousで、smtp_sasl_tls_security_optionsもこの値を引き継ぎます。そのため使用できる認証方式がなく、すべてのメールが配送保留になります。",
        "remedy": "下の行のとおり、TLS接続でのみPLAINを許可してください。smtp_sasl_security_optionsにnoplaintextが残っていれば、パスワードが平文で送信されることはありません。",
    },
    "sasl_mechanism_filter": {
        "title": "smtp_sasl_mechanism_filterでPLAINが除外されている",
        "why": "OCIが提示する認証方式はAUTH PLAINのみのため、使用できる認証方式がなくなり、すべてのメールが配送保留になります。",
        "remedy": "plainを追加するか、行を削除してください。",
    },
    "size_announced": {
        "title": "2MBを超え、message_size_limit以下のメッセージがバウンスする",
        "why": "OCIは、テナンシの上限にかかわらず、EHLOへの応答で常にSIZE 2097152を通知します。Postfixはmessage_size_limit（{limit}。0は無制限）までのメッセージを受け付けますが、OCIの通知した値を超えるものは送信を試みずにバウンスさせます。",
        "remedy": "Oracleに上限の引き上げを申請していない場合は、下の行を書いてください。大きすぎるメッセージは、受け付けの時点で拒否されます。引き上げ済み（最大60MB）の場合は、代わりにsmtp_discard_ehlo_keywords = {keywords}を設定し、message_size_limitをテナンシの上限に合わせてください。",
    },
    "size_of_mailbox": {
        "title": "mailbox_size_limitがmessage_size_limitより小さい",
        "why": "{mailbox}は{message}より小さい値です（0は無制限）。Postfixのローカル配送がエラーで停止するため、バウンスメールやcronのメールなど、ローカルユーザー宛てのメールが配信キューに残ります。OCIへの送信には影響しません。",
        "remedy": "mailbox_size_limitを大きくするか、message_size_limitを小さくしてください。",
    },
    "deprecated_smtp_tls": {
        "title": "{parameter}は廃止予定",
        "why": "Postfix 2.3以降は{successor}に置き換えられており、Postfix {warns}以降では、削除予定であることを示す警告が出ます。現在の設定は、レベル{equivalent}に相当します。",
        "remedy": "行を置き換えてください。下の行は現在の設定に相当するレベルですが、encryptより弱い場合はencryptとしています。OCIではTLSが必須のため、本ライブラリではencryptをお勧めします。",
    },
    "deprecated_tls": {
        "title": "{parameter}は廃止予定",
        "why": "Postfix 2.3以降は{successor}に置き換えられており、Postfix {warns}以降では、削除予定であることを示す警告が出ます。OCIへの送信には影響しません。",
        "remedy": "現在の設定に相当するレベルの行に置き換えてください。",
    },
    "deprecated_overridden": {
        "title": "{parameter}は廃止予定で、不要",
        "why": "Postfix 2.3以降は{successor}に置き換えられており、Postfix {warns}以降では、削除予定であることを示す警告が出ます。両方を設定した場合は{successor}が優先されます。",
        "remedy": "行を削除してください。必要な設定は{successor}で行います。",
    },
    "deprecated_per_site": {
        "title": "{parameter}は廃止予定",
        "why": "Postfix 2.3以降は非推奨で、{successor}に置き換えられています。Postfix {warns}以降では、削除予定であることを示す警告が出ます。",
        "remedy": "{successor}のテーブルを手作業で作成してください。テーブルの形式が異なるため、機械的に置き換えられる行はありません。すべてのメールをOCIに送信する場合は、smtp_tls_security_levelの設定だけで十分です。",
    },
    "deprecated": {
        "title": "{parameter}は廃止予定",
        "why": "Postfix {warns}以降では、削除予定であることを示す警告が出ます。代わりになるパラメーターはありません。",
        "remedy": "行を削除してください。Postfixのドキュメントでは、指定せずに既定値のままにすることが推奨されています。",
    },
    "set_twice": {
        "title": "{parameter}が2回以上設定されている",
        "why": "最後の設定（{last}行目）が有効です。Postfixは警告を出します。",
        "remedy": "有効でないほうの行を削除してください。",
    },
}
